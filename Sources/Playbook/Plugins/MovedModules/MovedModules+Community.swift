extension MovedModules {
    /// Modules that went to collections of the community and of systems.
    static let community = """
        ansible.netcommon: cli_command cli_config net_banner net_get net_interface net_l2_interface net_l3_interface
          net_linkagg net_lldp net_lldp_interface net_logging net_ping net_put net_static_route net_system net_user
          net_vlan net_vrf netconf_config netconf_get netconf_rpc restconf_config restconf_get telnet
        ansible.posix: acl at authorized_key firewalld mount patch seboolean selinux synchronize sysctl
        ansible.windows: async_status.ps1>async_status setup.ps1>setup slurp.ps1>slurp win_acl win_acl_inheritance
          win_certificate_store win_command win_copy win_dns_client win_domain win_domain_controller
          win_domain_membership win_dsc win_environment win_feature win_file win_find win_get_url win_group
          win_group_membership win_hostname win_optional_feature win_owner win_package win_path win_ping win_reboot
          win_reg_stat win_regedit win_service win_share win_shell win_stat win_tempfile win_template win_updates
          win_uri win_user win_user_right win_wait_for win_whoami
        community.aws: aws_acm aws_acm_facts aws_acm_info aws_api_gateway aws_application_scaling_policy
          aws_batch_compute_environment aws_batch_job_definition aws_batch_job_queue aws_codebuild aws_codecommit
          aws_codepipeline aws_config_aggregation_authorization aws_config_aggregator aws_config_delivery_channel
          aws_config_recorder aws_config_rule aws_direct_connect_connection aws_direct_connect_gateway
          aws_direct_connect_link_aggregation_group aws_direct_connect_virtual_interface aws_eks_cluster
          aws_elasticbeanstalk_app aws_glue_connection aws_glue_job aws_inspector_target aws_kms aws_kms_facts
          aws_kms_info aws_region_facts aws_region_info aws_s3_bucket_facts aws_s3_bucket_info aws_s3_cors
          aws_secret aws_ses_identity aws_ses_identity_policy aws_ses_rule_set aws_sgw_facts aws_sgw_info
          aws_ssm_parameter_store aws_step_functions_state_machine aws_step_functions_state_machine_execution
          aws_waf_condition aws_waf_facts aws_waf_info aws_waf_rule aws_waf_web_acl cloudformation_exports_info
          cloudformation_stack_set cloudfront_distribution cloudfront_facts cloudfront_info cloudfront_invalidation
          cloudfront_origin_access_identity cloudtrail cloudwatchevent_rule cloudwatchlogs_log_group
          cloudwatchlogs_log_group_facts cloudwatchlogs_log_group_info cloudwatchlogs_log_group_metric_filter
          data_pipeline dms_endpoint dms_replication_subnet_group dynamodb_table dynamodb_ttl ec2_ami_copy ec2_asg
          ec2_asg_facts ec2_asg_info ec2_asg_lifecycle_hook ec2_customer_gateway ec2_customer_gateway_facts
          ec2_customer_gateway_info ec2_eip ec2_eip_facts ec2_eip_info ec2_elb ec2_elb_facts ec2_elb_info
          ec2_instance ec2_instance_facts ec2_instance_info ec2_launch_template ec2_lc ec2_lc_facts ec2_lc_find
          ec2_lc_info ec2_metric_alarm ec2_placement_group ec2_placement_group_facts ec2_placement_group_info
          ec2_scaling_policy ec2_snapshot_copy ec2_transit_gateway ec2_transit_gateway_info ec2_vpc_egress_igw
          ec2_vpc_endpoint ec2_vpc_endpoint_facts ec2_vpc_endpoint_info ec2_vpc_igw ec2_vpc_igw_facts
          ec2_vpc_igw_info ec2_vpc_nacl ec2_vpc_nacl_facts ec2_vpc_nacl_info ec2_vpc_nat_gateway
          ec2_vpc_nat_gateway_facts ec2_vpc_nat_gateway_info ec2_vpc_peer ec2_vpc_peering_facts ec2_vpc_peering_info
          ec2_vpc_route_table ec2_vpc_route_table_facts ec2_vpc_route_table_info ec2_vpc_vgw ec2_vpc_vgw_facts
          ec2_vpc_vgw_info ec2_vpc_vpn ec2_vpc_vpn_facts ec2_vpc_vpn_info ec2_win_password ecs_attribute ecs_cluster
          ecs_ecr ecs_service ecs_service_facts ecs_service_info ecs_tag ecs_task ecs_taskdefinition
          ecs_taskdefinition_facts ecs_taskdefinition_info efs efs_facts efs_info elasticache elasticache_facts
          elasticache_info elasticache_parameter_group elasticache_snapshot elasticache_subnet_group
          elb_application_lb elb_application_lb_facts elb_application_lb_info elb_classic_lb elb_classic_lb_facts
          elb_classic_lb_info elb_instance elb_network_lb elb_target elb_target_facts elb_target_group
          elb_target_group_facts elb_target_group_info elb_target_info execute_lambda iam iam_cert iam_cert_facts
          iam_group iam_managed_policy iam_mfa_device_facts iam_mfa_device_info iam_password_policy iam_policy
          iam_policy_info iam_role iam_role_facts iam_role_info iam_saml_federation iam_server_certificate_facts
          iam_server_certificate_info iam_user iam_user_info kinesis_stream lambda lambda_alias lambda_event
          lambda_facts lambda_info lambda_policy lightsail rds rds_instance rds_instance_facts rds_instance_info
          rds_param_group rds_snapshot rds_snapshot_facts rds_snapshot_info rds_subnet_group redshift
          redshift_cross_region_snapshots redshift_facts redshift_info redshift_subnet_group route53 route53_facts
          route53_health_check route53_info route53_zone s3_bucket_notification s3_lifecycle s3_logging s3_sync
          s3_website sns sns_topic sqs_queue sts_assume_role sts_session_token
        community.azure: azure_rm_aks_facts azure_rm_aksversion_facts azure_rm_applicationsecuritygroup_facts
          azure_rm_appserviceplan_facts azure_rm_automationaccount_facts azure_rm_autoscale_facts
          azure_rm_availabilityset_facts azure_rm_cdnendpoint_facts azure_rm_cdnprofile_facts
          azure_rm_containerinstance_facts azure_rm_containerregistry_facts azure_rm_cosmosdbaccount_facts
          azure_rm_deployment_facts azure_rm_devtestlab_facts azure_rm_devtestlabarmtemplate_facts
          azure_rm_devtestlabartifact_facts azure_rm_devtestlabartifactsource_facts
          azure_rm_devtestlabcustomimage_facts azure_rm_devtestlabenvironment_facts azure_rm_devtestlabpolicy_facts
          azure_rm_devtestlabschedule_facts azure_rm_devtestlabvirtualmachine_facts
          azure_rm_devtestlabvirtualnetwork_facts azure_rm_dnsrecordset_facts azure_rm_dnszone_facts
          azure_rm_functionapp_facts azure_rm_hdinsightcluster_facts azure_rm_image_facts
          azure_rm_loadbalancer_facts azure_rm_lock_facts azure_rm_loganalyticsworkspace_facts azure_rm_managed_disk
          azure_rm_managed_disk_facts azure_rm_manageddisk_facts azure_rm_mariadbconfiguration_facts
          azure_rm_mariadbdatabase_facts azure_rm_mariadbfirewallrule_facts azure_rm_mariadbserver_facts
          azure_rm_mysqlconfiguration_facts azure_rm_mysqldatabase_facts azure_rm_mysqlfirewallrule_facts
          azure_rm_mysqlserver_facts azure_rm_networkinterface_facts azure_rm_postgresqlconfiguration_facts
          azure_rm_postgresqldatabase_facts azure_rm_postgresqlfirewallrule_facts azure_rm_postgresqlserver_facts
          azure_rm_publicipaddress_facts azure_rm_rediscache_facts azure_rm_resource_facts
          azure_rm_resourcegroup_facts azure_rm_roleassignment_facts azure_rm_roledefinition_facts
          azure_rm_routetable_facts azure_rm_securitygroup_facts azure_rm_servicebus_facts
          azure_rm_sqldatabase_facts azure_rm_sqlfirewallrule_facts azure_rm_sqlserver_facts
          azure_rm_storageaccount_facts azure_rm_subnet_facts azure_rm_trafficmanagerendpoint_facts
          azure_rm_trafficmanagerprofile_facts azure_rm_virtualmachine_extension azure_rm_virtualmachine_facts
          azure_rm_virtualmachine_scaleset azure_rm_virtualmachine_scaleset_facts
          azure_rm_virtualmachineextension_facts azure_rm_virtualmachineimage_facts
          azure_rm_virtualmachinescaleset_facts azure_rm_virtualmachinescalesetextension_facts
          azure_rm_virtualmachinescalesetinstance_facts azure_rm_virtualnetwork_facts
          azure_rm_virtualnetworkpeering_facts azure_rm_webapp_facts
        community.crypto: acme_account acme_account_facts acme_account_info acme_certificate acme_certificate_revoke
          acme_challenge_cert_helper acme_inspect certificate_complete_chain ecs_certificate ecs_domain
          get_certificate luks_device openssh_cert openssh_keypair openssl_certificate>x509_certificate
          openssl_certificate_info>x509_certificate_info openssl_csr openssl_csr_info openssl_dhparam openssl_pkcs12
          openssl_privatekey openssl_privatekey_info openssl_publickey x509_crl x509_crl_info
        community.digitalocean: digital_ocean digital_ocean_account_facts digital_ocean_account_info
          digital_ocean_block_storage digital_ocean_certificate digital_ocean_certificate_facts
          digital_ocean_certificate_info digital_ocean_domain digital_ocean_domain_facts digital_ocean_domain_info
          digital_ocean_droplet digital_ocean_firewall_facts digital_ocean_firewall_info digital_ocean_floating_ip
          digital_ocean_floating_ip_facts digital_ocean_floating_ip_info digital_ocean_image_facts
          digital_ocean_image_info digital_ocean_load_balancer_facts digital_ocean_load_balancer_info
          digital_ocean_region_facts digital_ocean_region_info digital_ocean_size_facts digital_ocean_size_info
          digital_ocean_snapshot_facts digital_ocean_snapshot_info digital_ocean_sshkey digital_ocean_sshkey_facts
          digital_ocean_sshkey_info digital_ocean_tag digital_ocean_tag_facts digital_ocean_tag_info
          digital_ocean_volume_facts digital_ocean_volume_info
        community.docker: docker_compose docker_config docker_container docker_container_info docker_host_info
          docker_image docker_image_info docker_login docker_network docker_network_info docker_node
          docker_node_info docker_prune docker_secret docker_stack docker_swarm docker_swarm_info
          docker_swarm_service docker_swarm_service_info docker_volume docker_volume_info
        community.fortios: faz_device fmgr_device fmgr_device_config fmgr_device_group
          fmgr_device_provision_template fmgr_fwobj_address fmgr_fwobj_ippool fmgr_fwobj_ippool6 fmgr_fwobj_service
          fmgr_fwobj_vip fmgr_fwpol_ipv4 fmgr_fwpol_package fmgr_ha fmgr_provisioning fmgr_query fmgr_script
          fmgr_secprof_appctrl fmgr_secprof_av fmgr_secprof_dns fmgr_secprof_ips fmgr_secprof_profile_group
          fmgr_secprof_proxy fmgr_secprof_spam fmgr_secprof_ssl_ssh fmgr_secprof_voip fmgr_secprof_waf
          fmgr_secprof_wanopt fmgr_secprof_web
        community.general: aerospike_migrations airbrake_deployment aix_devices aix_filesystem aix_inittab aix_lvg
          aix_lvol ali_instance ali_instance_facts ali_instance_info alternatives apache2_mod_proxy apache2_module
          apk apt_repo apt_rpm archive atomic_container atomic_host atomic_image awall beadm bearychat bigpanda
          bitbucket_access_key bitbucket_pipeline_key_pair bitbucket_pipeline_known_host bitbucket_pipeline_variable
          bower bundler bzr campfire capabilities catapult circonus_annotation cisco_spark clc_aa_policy
          clc_alert_policy clc_blueprint_package clc_firewall_policy clc_group clc_loadbalancer clc_modify_server
          clc_publicip clc_server clc_server_snapshot cloud_init_data_facts cloudflare_dns cobbler_sync
          cobbler_system composer consul consul_acl consul_kv consul_session cpanm cronvar crypttab datadog_event
          datadog_monitor dconf deploy_helper dimensiondata_network dimensiondata_vlan django_manage dnsimple
          dnsmadeeasy docker_image_facts docker_service easy_install ejabberd_user elasticsearch_plugin
          emc_vnx_sg_member etcd3 facter filesystem flatpak flatpak_remote flowdock foreman gcdns_record gcdns_zone
          gce gconftool2 gcp_backend_service gcp_forwarding_rule gcp_healthcheck gcp_target_proxy gcp_url_map
          gcpubsub_facts gcspanner gem git_config github_deploy_key github_hooks github_issue github_key
          github_release github_webhook github_webhook_facts>github_webhook_info github_webhook_info
          gitlab_deploy_key gitlab_group gitlab_hook gitlab_hooks>gitlab_hook gitlab_project gitlab_project_variable
          gitlab_runner gitlab_user grove gunicorn haproxy helm heroku_collaborator hg hipchat homebrew
          homebrew_cask homebrew_tap honeybadger_deployment hpilo_boot hpilo_facts hpilo_info hponcfg htpasswd
          hwc_ecs_instance hwc_evs_disk hwc_network_vpc hwc_smn_topic hwc_vpc_eip hwc_vpc_peering_connect
          hwc_vpc_port hwc_vpc_private_ip hwc_vpc_route hwc_vpc_security_group hwc_vpc_security_group_rule
          hwc_vpc_subnet ibm_sa_domain ibm_sa_host ibm_sa_host_ports ibm_sa_pool ibm_sa_vol ibm_sa_vol_map
          icinga2_feature icinga2_host idrac_redfish_command idrac_redfish_config idrac_redfish_facts
          idrac_redfish_info imc_rest imgadm infinity influxdb_database influxdb_query influxdb_retention_policy
          influxdb_user influxdb_write ini_file installp interfaces_file ip_netns ipa_config ipa_dnsrecord
          ipa_dnszone ipa_group ipa_hbacrule ipa_host ipa_hostgroup ipa_role ipa_service ipa_subca ipa_sudocmd
          ipa_sudocmdgroup ipa_sudorule ipa_user ipa_vault ipify_facts ipinfoio_facts ipmi_boot ipmi_power
          ipwcli_dns irc iso_extract jabber java_cert java_keystore jboss jenkins_job jenkins_job_facts
          jenkins_job_info jenkins_plugin jenkins_script jira katello kernel_blacklist keycloak_client
          keycloak_clienttemplate keycloak_group kibana_plugin layman lbu ldap_attr ldap_attrs ldap_entry
          ldap_passwd librato_annotation linode linode_v4 listen_ports_facts lldp locale_gen logentries
          logentries_msg logicmonitor logicmonitor_facts logstash_plugin lvg lvol lxc_container lxca_cmms lxca_nodes
          lxd_container lxd_profile macports mail make manageiq_alert_profiles manageiq_alerts manageiq_group
          manageiq_policies manageiq_provider manageiq_tags manageiq_tenant manageiq_user mas matrix mattermost
          maven_artifact memset_dns_reload memset_memstore_facts memset_memstore_info memset_server_facts
          memset_server_info memset_zone memset_zone_domain memset_zone_record mksysb modprobe monit mqtt mssql_db
          na_cdot_aggregate na_cdot_license na_cdot_lun na_cdot_qtree na_cdot_svm na_cdot_user na_cdot_user_role
          na_cdot_volume na_ontap_gather_facts nagios netcup_dns newrelic_deployment nexmo nginx_status_facts
          nginx_status_info nictagadm nios_a_record nios_aaaa_record nios_cname_record nios_dns_view
          nios_fixed_address nios_host_record nios_member nios_mx_record nios_naptr_record nios_network
          nios_network_view nios_nsgroup nios_ptr_record nios_srv_record nios_txt_record nios_zone nmcli nosh npm
          nsupdate oci_vcn office_365_connector_card ohai omapi_host one_host one_image one_image_facts
          one_image_info one_service one_vm oneandone_firewall_policy oneandone_load_balancer
          oneandone_monitoring_policy oneandone_private_network oneandone_public_ip oneandone_server
          onepassword_facts onepassword_info oneview_datacenter_facts oneview_datacenter_info
          oneview_enclosure_facts oneview_enclosure_info oneview_ethernet_network oneview_ethernet_network_facts
          oneview_ethernet_network_info oneview_fc_network oneview_fc_network_facts oneview_fc_network_info
          oneview_fcoe_network oneview_fcoe_network_facts oneview_fcoe_network_info
          oneview_logical_interconnect_group oneview_logical_interconnect_group_facts
          oneview_logical_interconnect_group_info oneview_network_set oneview_network_set_facts
          oneview_network_set_info oneview_san_manager oneview_san_manager_facts oneview_san_manager_info
          online_server_facts online_server_info online_user_facts online_user_info open_iscsi openbsd_pkg
          opendj_backendprop openwrt_init opkg osx_defaults osx_say>say ovh_ip_failover ovh_ip_loadbalancing_backend
          ovh_monthly_billing ovirt ovirt_affinity_label_facts ovirt_api_facts ovirt_cluster_facts
          ovirt_datacenter_facts ovirt_disk_facts ovirt_event_facts ovirt_external_provider_facts ovirt_group_facts
          ovirt_host_facts ovirt_host_storage_facts ovirt_network_facts ovirt_nic_facts ovirt_permission_facts
          ovirt_quota_facts ovirt_scheduling_policy_facts ovirt_snapshot_facts ovirt_storage_domain_facts
          ovirt_storage_template_facts ovirt_storage_vm_facts ovirt_tag_facts ovirt_template_facts ovirt_user_facts
          ovirt_vm_facts ovirt_vmpool_facts pacemaker_cluster packet_device packet_ip_subnet packet_project
          packet_sshkey packet_volume packet_volume_attachment pacman pagerduty pagerduty_alert pam_limits pamd
          parted pear pids pingdom pip_package_info pkg5 pkg5_publisher pkgin pkgng pkgutil portage portinstall
          profitbricks profitbricks_datacenter profitbricks_nic profitbricks_volume profitbricks_volume_attachments
          proxmox proxmox_kvm proxmox_template pubnub_blocks pulp_repo puppet purefa_facts purefb_facts pushbullet
          pushover python_requirements_facts python_requirements_info rax rax_cbs rax_cbs_attachments rax_cdb
          rax_cdb_database rax_cdb_user rax_clb rax_clb_nodes rax_clb_ssl rax_dns rax_dns_record rax_facts rax_files
          rax_files_objects rax_identity rax_keypair rax_meta rax_mon_alarm rax_mon_check rax_mon_entity
          rax_mon_notification rax_mon_notification_plan rax_network rax_queue rax_scaling_group rax_scaling_policy
          read_csv redfish_command redfish_config redfish_facts redfish_info redhat_subscription redis rhevm
          rhn_channel rhn_register rhsm_release rhsm_repository riak rocketchat rollbar_deployment
          rundeck_acl_policy rundeck_project runit say scaleway_compute scaleway_image_facts scaleway_image_info
          scaleway_ip scaleway_ip_facts scaleway_ip_info scaleway_lb scaleway_organization_facts
          scaleway_organization_info scaleway_security_group scaleway_security_group_facts
          scaleway_security_group_info scaleway_security_group_rule scaleway_server_facts scaleway_server_info
          scaleway_snapshot_facts scaleway_snapshot_info scaleway_sshkey scaleway_user_data scaleway_volume
          scaleway_volume_facts scaleway_volume_info sefcontext selinux_permissive selogin sendgrid sensu_check
          sensu_client sensu_handler sensu_silence sensu_subscription seport serverless sf_account_manager
          sf_check_connections sf_snapshot_schedule_manager sf_volume_access_group_manager sf_volume_manager sl_vm
          slack slackpkg smartos_image_facts smartos_image_info snap snmp_facts solaris_zone sorcery spectrum_device
          spotinst_aws_elastigroup ss_3par_cpg stackdriver stacki_host statusio_maintenance supervisorctl svc
          svr4pkg swdepot swupd syslogger syspatch taiga_issue telegram terraform timezone twilio typetalk
          udm_dns_record udm_dns_zone udm_group udm_share udm_user ufw uptimerobot urpmi utm_aaa_group
          utm_aaa_group_info utm_ca_host_key_cert utm_ca_host_key_cert_info utm_dns_host
          utm_network_interface_address utm_network_interface_address_info utm_proxy_auth_profile
          utm_proxy_exception utm_proxy_frontend utm_proxy_frontend_info utm_proxy_location utm_proxy_location_info
          vdo vertica_configuration vertica_facts vertica_info vertica_role vertica_schema vertica_user vexata_eg
          vexata_volume vmadm wakeonlan webfaction_app webfaction_db webfaction_domain webfaction_mailbox
          webfaction_site xattr xbps xenserver_facts xenserver_guest xenserver_guest_facts xenserver_guest_info
          xenserver_guest_powerstate xfconf xfs_quota xml yarn zfs zfs_delegate_admin zfs_facts znode zpool_facts
          zypper zypper_repository
        community.google: gc_storage gce_eip gce_img gce_instance_template gce_labels gce_lb gce_mig gce_net gce_pd
          gce_snapshot gce_tag gcpubsub gcpubsub_info
        community.grafana: grafana_dashboard grafana_datasource grafana_plugin
        community.hrobot: hetzner_failover_ip>failover_ip hetzner_failover_ip_info>failover_ip_info
          hetzner_firewall>firewall hetzner_firewall_info>firewall_info
        community.kubevirt: kubevirt_cdi_upload kubevirt_preset kubevirt_pvc kubevirt_rs kubevirt_template
          kubevirt_vm
        community.libvirt: virt virt_net virt_pool
        community.mongodb: mongodb_info mongodb_parameter mongodb_replicaset mongodb_shard mongodb_user
        community.mysql: mysql_db mysql_info mysql_query mysql_replication mysql_user mysql_variables
        community.network: a10_server a10_server_axapi3 a10_service_group a10_virtual_server aireos_command
          aireos_config apconos_command aruba_command aruba_config avi_actiongroupconfig avi_alertconfig
          avi_alertemailconfig avi_alertscriptconfig avi_alertsyslogconfig avi_analyticsprofile avi_api_session
          avi_api_version avi_applicationpersistenceprofile avi_applicationprofile avi_authprofile
          avi_autoscalelaunchconfig avi_backup avi_backupconfiguration avi_certificatemanagementprofile avi_cloud
          avi_cloudconnectoruser avi_cloudproperties avi_cluster avi_clusterclouddetails avi_controllerproperties
          avi_customipamdnsprofile avi_dnspolicy avi_errorpagebody avi_errorpageprofile avi_gslb
          avi_gslbgeodbprofile avi_gslbservice avi_gslbservice_patch_member avi_hardwaresecuritymodulegroup
          avi_healthmonitor avi_httppolicyset avi_ipaddrgroup avi_ipamdnsproviderprofile avi_l4policyset
          avi_microservicegroup avi_network avi_networkprofile avi_networksecuritypolicy avi_pkiprofile avi_pool
          avi_poolgroup avi_poolgroupdeploymentpolicy avi_prioritylabels avi_role avi_scheduler avi_seproperties
          avi_serverautoscalepolicy avi_serviceengine avi_serviceenginegroup avi_snmptrapprofile
          avi_sslkeyandcertificate avi_sslprofile avi_stringgroup avi_systemconfiguration avi_tenant
          avi_trafficcloneprofile avi_user avi_useraccount avi_useraccountprofile avi_virtualservice avi_vrfcontext
          avi_vsdatascriptset avi_vsvip avi_webhook bcf_switch bigmon_chain bigmon_policy ce_aaa_server
          ce_aaa_server_host ce_acl ce_acl_advance ce_acl_interface ce_bfd_global ce_bfd_session ce_bfd_view ce_bgp
          ce_bgp_af ce_bgp_neighbor ce_bgp_neighbor_af ce_command ce_config ce_dldp ce_dldp_interface ce_eth_trunk
          ce_evpn_bd_vni ce_evpn_bgp ce_evpn_bgp_rr ce_evpn_global ce_facts ce_file_copy ce_info_center_debug
          ce_info_center_global ce_info_center_log ce_info_center_trap ce_interface ce_interface_ospf
          ce_ip_interface ce_is_is_instance ce_is_is_interface ce_is_is_view ce_lacp ce_link_status ce_lldp
          ce_lldp_interface ce_mdn_interface ce_mlag_config ce_mlag_interface ce_mtu ce_multicast_global
          ce_multicast_igmp_enable ce_netconf ce_netstream_aging ce_netstream_export ce_netstream_global
          ce_netstream_template ce_ntp ce_ntp_auth ce_ospf ce_ospf_vrf ce_reboot ce_rollback ce_sflow
          ce_snmp_community ce_snmp_contact ce_snmp_location ce_snmp_target_host ce_snmp_traps ce_snmp_user
          ce_startup ce_static_route ce_static_route_bfd ce_stp ce_switchport ce_vlan ce_vrf ce_vrf_af
          ce_vrf_interface ce_vrrp ce_vxlan_arp ce_vxlan_gateway ce_vxlan_global ce_vxlan_tunnel ce_vxlan_vap
          cnos_backup cnos_banner cnos_bgp cnos_command cnos_conditional_command cnos_conditional_template
          cnos_config cnos_factory cnos_facts cnos_image cnos_interface cnos_l2_interface cnos_l3_interface
          cnos_linkagg cnos_lldp cnos_logging cnos_reload cnos_rollback cnos_save cnos_showrun cnos_static_route
          cnos_system cnos_template cnos_user cnos_vlag cnos_vlan cnos_vrf cp_publish cv_server_provision
          dladm_etherstub dladm_iptun dladm_linkprop dladm_vlan dladm_vnic edgeos_command edgeos_config edgeos_facts
          edgeswitch_facts edgeswitch_vlan enos_command enos_config enos_facts eric_eccli_command exos_command
          exos_config exos_facts exos_l2_interfaces exos_lldp_global exos_lldp_interfaces exos_vlans flowadm
          ftd_configuration ftd_file_download ftd_file_upload ftd_install iap_start_workflow iap_token icx_banner
          icx_command icx_config icx_copy icx_facts icx_interface icx_l3_interface icx_linkagg icx_lldp icx_logging
          icx_ping icx_static_route icx_system icx_user icx_vlan ig_config ig_unit_information ipadm_addr
          ipadm_addrprop ipadm_if ipadm_ifprop ipadm_prop ironware_command ironware_config ironware_facts nclu
          netact_cm_command netscaler_cs_action netscaler_cs_policy netscaler_cs_vserver netscaler_gslb_service
          netscaler_gslb_site netscaler_gslb_vserver netscaler_lb_monitor netscaler_lb_vserver
          netscaler_nitro_request netscaler_save_config netscaler_server netscaler_service netscaler_servicegroup
          netscaler_ssl_certkey nos_command nos_config nos_facts nuage_vspk opx_cps ordnance_config ordnance_facts
          panos_admin panos_admpwd panos_cert_gen_ssh panos_check panos_commit panos_dag panos_dag_tags panos_import
          panos_interface panos_lic panos_loadcfg panos_match_rule panos_mgtconfig panos_nat_rule panos_object
          panos_op panos_pg panos_query_rules panos_restart panos_sag panos_security_rule panos_set pn_access_list
          pn_access_list_ip pn_admin_service pn_admin_session_timeout pn_admin_syslog pn_cluster
          pn_connection_stats_settings pn_cpu_class pn_cpu_mgmt_class pn_dhcp_filter pn_dscp_map pn_dscp_map_pri_map
          pn_fabric_local pn_igmp_snooping pn_ipv6security_raguard pn_ipv6security_raguard_port
          pn_ipv6security_raguard_vlan pn_log_audit_exception pn_ospf pn_ospfarea pn_port_config pn_port_cos_bw
          pn_port_cos_rate_setting pn_prefix_list pn_prefix_list_network pn_role pn_show pn_snmp_community
          pn_snmp_trap_sink pn_snmp_vacm pn_stp pn_stp_port pn_switch_setup pn_trunk pn_user pn_vflow_table_profile
          pn_vlag pn_vlan pn_vrouter pn_vrouter_bgp pn_vrouter_bgp_network pn_vrouter_interface_ip
          pn_vrouter_loopback_interface pn_vrouter_ospf pn_vrouter_ospf6 pn_vrouter_packet_relay
          pn_vrouter_pim_config pn_vrouterbgp pn_vrouterif pn_vrouterlbif pn_vtep slxos_command slxos_config
          slxos_facts slxos_interface slxos_l2_interface slxos_l3_interface slxos_linkagg slxos_lldp slxos_vlan
          sros_command sros_config sros_rollback vdirect_commit vdirect_file vdirect_runnable voss_command
          voss_config voss_facts
        community.postgresql: postgresql_copy postgresql_db postgresql_ext postgresql_idx postgresql_info
          postgresql_lang postgresql_membership postgresql_owner postgresql_pg_hba postgresql_ping postgresql_privs
          postgresql_publication postgresql_query postgresql_schema postgresql_sequence postgresql_set
          postgresql_slot postgresql_subscription postgresql_table postgresql_tablespace postgresql_user
          postgresql_user_obj_stat_info
        community.proxysql: proxysql_backend_servers proxysql_global_variables proxysql_manage_config
          proxysql_mysql_users proxysql_query_rules proxysql_replication_hostgroups proxysql_scheduler
        community.rabbitmq: rabbitmq_binding rabbitmq_exchange rabbitmq_global_parameter rabbitmq_parameter
          rabbitmq_plugin rabbitmq_policy rabbitmq_publish rabbitmq_queue rabbitmq_user rabbitmq_vhost
          rabbitmq_vhost_limits
        community.routeros: routeros_command>command routeros_facts>facts
        community.skydive: skydive_capture skydive_edge skydive_node
        community.vmware: vca_fw vca_nat vca_vapp vcenter_extension vcenter_extension_facts vcenter_extension_info
          vcenter_folder vcenter_license vmware_about_facts vmware_about_info vmware_category vmware_category_facts
          vmware_category_info vmware_cfg_backup vmware_cluster vmware_cluster_drs vmware_cluster_facts
          vmware_cluster_ha vmware_cluster_info vmware_cluster_vsan vmware_content_deploy_template
          vmware_content_library_info vmware_content_library_manager vmware_datacenter vmware_datastore_cluster
          vmware_datastore_facts vmware_datastore_info vmware_datastore_maintenancemode vmware_deploy_ovf
          vmware_dns_config vmware_drs_group vmware_drs_group_facts vmware_drs_group_info vmware_drs_rule_facts
          vmware_drs_rule_info vmware_dvs_host vmware_dvs_portgroup vmware_dvs_portgroup_facts
          vmware_dvs_portgroup_find vmware_dvs_portgroup_info vmware_dvswitch vmware_dvswitch_lacp
          vmware_dvswitch_nioc vmware_dvswitch_pvlans vmware_dvswitch_uplink_pg vmware_evc_mode vmware_export_ovf
          vmware_folder_info vmware_guest vmware_guest_boot_facts vmware_guest_boot_info vmware_guest_boot_manager
          vmware_guest_controller vmware_guest_cross_vc_clone vmware_guest_custom_attribute_defs
          vmware_guest_custom_attributes vmware_guest_customization_facts vmware_guest_customization_info
          vmware_guest_disk vmware_guest_disk_facts vmware_guest_disk_info vmware_guest_facts
          vmware_guest_file_operation vmware_guest_find vmware_guest_info vmware_guest_move vmware_guest_network
          vmware_guest_powerstate vmware_guest_register_operation vmware_guest_screenshot vmware_guest_sendkey
          vmware_guest_serial_port vmware_guest_snapshot vmware_guest_snapshot_facts vmware_guest_snapshot_info
          vmware_guest_tools_info vmware_guest_tools_upgrade vmware_guest_tools_wait vmware_guest_video
          vmware_guest_vnc vmware_host vmware_host_acceptance vmware_host_active_directory vmware_host_auto_start
          vmware_host_capability_facts vmware_host_capability_info vmware_host_config_facts vmware_host_config_info
          vmware_host_config_manager vmware_host_datastore vmware_host_dns vmware_host_dns_facts
          vmware_host_dns_info vmware_host_facts vmware_host_feature_facts vmware_host_feature_info
          vmware_host_firewall_facts vmware_host_firewall_info vmware_host_firewall_manager
          vmware_host_hyperthreading vmware_host_ipv6 vmware_host_kernel_manager vmware_host_lockdown
          vmware_host_ntp vmware_host_ntp_facts vmware_host_ntp_info vmware_host_package_facts
          vmware_host_package_info vmware_host_powermgmt_policy vmware_host_powerstate vmware_host_scanhba
          vmware_host_service_facts vmware_host_service_info vmware_host_service_manager vmware_host_snmp
          vmware_host_ssl_facts vmware_host_ssl_info vmware_host_vmhba_facts vmware_host_vmhba_info
          vmware_host_vmnic_facts vmware_host_vmnic_info vmware_local_role_facts vmware_local_role_info
          vmware_local_role_manager vmware_local_user_facts vmware_local_user_info vmware_local_user_manager
          vmware_maintenancemode vmware_migrate_vmk vmware_object_role_permission vmware_portgroup
          vmware_portgroup_facts vmware_portgroup_info vmware_resource_pool vmware_resource_pool_facts
          vmware_resource_pool_info vmware_tag vmware_tag_facts vmware_tag_info vmware_tag_manager
          vmware_target_canonical_facts vmware_target_canonical_info vmware_vcenter_settings
          vmware_vcenter_statistics vmware_vm_facts vmware_vm_host_drs_rule vmware_vm_info vmware_vm_shell
          vmware_vm_storage_policy_info vmware_vm_vm_drs_rule vmware_vm_vss_dvs_migrate vmware_vmkernel
          vmware_vmkernel_facts vmware_vmkernel_info vmware_vmkernel_ip_config vmware_vmotion vmware_vsan_cluster
          vmware_vsan_health_info vmware_vspan_session vmware_vswitch vmware_vswitch_facts vmware_vswitch_info
          vsphere_copy vsphere_file
        community.windows: psexec win_audit_policy_system win_audit_rule win_credential win_defrag win_disk_facts
          win_disk_image win_dns_record win_domain_computer win_domain_group win_domain_group_membership
          win_domain_user win_dotnet_ngen win_eventlog win_eventlog_entry win_file_version win_firewall
          win_firewall_rule win_format win_hosts win_hotfix win_http_proxy win_iis_virtualdirectory
          win_iis_webapplication win_iis_webapppool win_iis_webbinding win_iis_website win_inet_proxy
          win_initialize_disk win_lineinfile win_mapped_drive win_msg win_netbios win_nssm win_pagefile
          win_partition win_pester win_power_plan win_product_facts win_psexec win_psmodule win_psrepository
          win_rabbitmq_plugin win_rds_cap win_rds_rap win_rds_settings win_region win_regmerge win_robocopy
          win_route win_say win_scheduled_task win_scheduled_task_stat win_security_policy win_shortcut win_snmp
          win_timezone win_toast win_unzip win_user_profile win_wait_for_process win_wakeonlan win_webpicmd win_xml
        community.zabbix: zabbix_action zabbix_group zabbix_group_facts zabbix_group_info zabbix_host
          zabbix_host_events_info zabbix_host_facts zabbix_host_info zabbix_hostmacro zabbix_maintenance zabbix_map
          zabbix_mediatype zabbix_proxy zabbix_screen zabbix_service zabbix_template zabbix_template_info
          zabbix_user zabbix_user_info zabbix_valuemap
        """
}
