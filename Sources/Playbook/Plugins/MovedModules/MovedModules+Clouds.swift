extension MovedModules {
    /// Modules that went to collections for clouds, storage and everything else.
    static let clouds = """
        amazon.aws: aws_az_facts aws_az_info aws_caller_facts aws_caller_info aws_s3 cloudformation
          cloudformation_facts cloudformation_info ec2 ec2_ami ec2_ami_facts ec2_ami_info ec2_elb_lb ec2_eni
          ec2_eni_facts ec2_eni_info ec2_group ec2_group_facts ec2_group_info ec2_key ec2_metadata_facts
          ec2_snapshot ec2_snapshot_facts ec2_snapshot_info ec2_tag ec2_tag_info ec2_vol ec2_vol_facts ec2_vol_info
          ec2_vpc_dhcp_option ec2_vpc_dhcp_option_facts ec2_vpc_dhcp_option_info ec2_vpc_net ec2_vpc_net_facts
          ec2_vpc_net_info ec2_vpc_subnet ec2_vpc_subnet_facts ec2_vpc_subnet_info s3_bucket
        awx.awx: tower_credential tower_credential_type tower_group tower_host tower_inventory
          tower_inventory_source tower_job_cancel tower_job_launch tower_job_list tower_job_template tower_job_wait
          tower_label tower_notification tower_organization tower_project tower_receive tower_role tower_send
          tower_settings tower_team tower_user tower_workflow_launch tower_workflow_template
        azure.azcollection: azure_rm_acs azure_rm_aks azure_rm_aks_info azure_rm_aksversion_info azure_rm_appgateway
          azure_rm_applicationsecuritygroup azure_rm_applicationsecuritygroup_info azure_rm_appserviceplan
          azure_rm_appserviceplan_info azure_rm_automationaccount azure_rm_automationaccount_info azure_rm_autoscale
          azure_rm_autoscale_info azure_rm_availabilityset azure_rm_availabilityset_info azure_rm_azurefirewall
          azure_rm_azurefirewall_info azure_rm_batchaccount azure_rm_cdnendpoint azure_rm_cdnendpoint_info
          azure_rm_cdnprofile azure_rm_cdnprofile_info azure_rm_containerinstance azure_rm_containerinstance_info
          azure_rm_containerregistry azure_rm_containerregistry_info azure_rm_cosmosdbaccount
          azure_rm_cosmosdbaccount_info azure_rm_deployment azure_rm_deployment_info azure_rm_devtestlab
          azure_rm_devtestlab_info azure_rm_devtestlabarmtemplate_info azure_rm_devtestlabartifact_info
          azure_rm_devtestlabartifactsource azure_rm_devtestlabartifactsource_info azure_rm_devtestlabcustomimage
          azure_rm_devtestlabcustomimage_info azure_rm_devtestlabenvironment azure_rm_devtestlabenvironment_info
          azure_rm_devtestlabpolicy azure_rm_devtestlabpolicy_info azure_rm_devtestlabschedule
          azure_rm_devtestlabschedule_info azure_rm_devtestlabvirtualmachine azure_rm_devtestlabvirtualmachine_info
          azure_rm_devtestlabvirtualnetwork azure_rm_devtestlabvirtualnetwork_info azure_rm_dnsrecordset
          azure_rm_dnsrecordset_info azure_rm_dnszone azure_rm_dnszone_info azure_rm_functionapp
          azure_rm_functionapp_info azure_rm_gallery azure_rm_gallery_info azure_rm_galleryimage
          azure_rm_galleryimage_info azure_rm_galleryimageversion azure_rm_galleryimageversion_info
          azure_rm_hdinsightcluster azure_rm_hdinsightcluster_info azure_rm_image azure_rm_image_info
          azure_rm_iotdevice azure_rm_iotdevice_info azure_rm_iotdevicemodule azure_rm_iothub azure_rm_iothub_info
          azure_rm_iothubconsumergroup azure_rm_keyvault azure_rm_keyvault_info azure_rm_keyvaultkey
          azure_rm_keyvaultkey_info azure_rm_keyvaultsecret azure_rm_loadbalancer azure_rm_loadbalancer_info
          azure_rm_lock azure_rm_lock_info azure_rm_loganalyticsworkspace azure_rm_loganalyticsworkspace_info
          azure_rm_manageddisk azure_rm_manageddisk_info azure_rm_mariadbconfiguration
          azure_rm_mariadbconfiguration_info azure_rm_mariadbdatabase azure_rm_mariadbdatabase_info
          azure_rm_mariadbfirewallrule azure_rm_mariadbfirewallrule_info azure_rm_mariadbserver
          azure_rm_mariadbserver_info azure_rm_monitorlogprofile azure_rm_mysqlconfiguration
          azure_rm_mysqlconfiguration_info azure_rm_mysqldatabase azure_rm_mysqldatabase_info
          azure_rm_mysqlfirewallrule azure_rm_mysqlfirewallrule_info azure_rm_mysqlserver azure_rm_mysqlserver_info
          azure_rm_networkinterface azure_rm_networkinterface_info azure_rm_postgresqlconfiguration
          azure_rm_postgresqlconfiguration_info azure_rm_postgresqldatabase azure_rm_postgresqldatabase_info
          azure_rm_postgresqlfirewallrule azure_rm_postgresqlfirewallrule_info azure_rm_postgresqlserver
          azure_rm_postgresqlserver_info azure_rm_publicipaddress azure_rm_publicipaddress_info azure_rm_rediscache
          azure_rm_rediscache_info azure_rm_rediscachefirewallrule azure_rm_resource azure_rm_resource_info
          azure_rm_resourcegroup azure_rm_resourcegroup_info azure_rm_roleassignment azure_rm_roleassignment_info
          azure_rm_roledefinition azure_rm_roledefinition_info azure_rm_route azure_rm_routetable
          azure_rm_routetable_info azure_rm_securitygroup azure_rm_securitygroup_info azure_rm_servicebus
          azure_rm_servicebus_info azure_rm_servicebusqueue azure_rm_servicebussaspolicy azure_rm_servicebustopic
          azure_rm_servicebustopicsubscription azure_rm_snapshot azure_rm_sqldatabase azure_rm_sqldatabase_info
          azure_rm_sqlfirewallrule azure_rm_sqlfirewallrule_info azure_rm_sqlserver azure_rm_sqlserver_info
          azure_rm_storageaccount azure_rm_storageaccount_info azure_rm_storageblob azure_rm_subnet
          azure_rm_subnet_info azure_rm_trafficmanagerendpoint azure_rm_trafficmanagerendpoint_info
          azure_rm_trafficmanagerprofile azure_rm_trafficmanagerprofile_info azure_rm_virtualmachine
          azure_rm_virtualmachine_info azure_rm_virtualmachineextension azure_rm_virtualmachineextension_info
          azure_rm_virtualmachineimage_info azure_rm_virtualmachinescaleset azure_rm_virtualmachinescaleset_info
          azure_rm_virtualmachinescalesetextension azure_rm_virtualmachinescalesetextension_info
          azure_rm_virtualmachinescalesetinstance azure_rm_virtualmachinescalesetinstance_info
          azure_rm_virtualnetwork azure_rm_virtualnetwork_info azure_rm_virtualnetworkgateway
          azure_rm_virtualnetworkpeering azure_rm_virtualnetworkpeering_info azure_rm_webapp azure_rm_webapp_info
          azure_rm_webappslot
        chocolatey.chocolatey: win_chocolatey win_chocolatey_config win_chocolatey_facts win_chocolatey_feature
          win_chocolatey_source
        cloudscale_ch.cloud: cloudscale_floating_ip>floating_ip cloudscale_server>server
          cloudscale_server_group>server_group cloudscale_volume>volume
        containers.podman: podman_container_info podman_image podman_image_info podman_volume_info
        cyberark.pas: cyberark_authentication cyberark_user
        gluster.gluster: gluster_heal_facts>gluster_heal_info gluster_heal_info gluster_peer gluster_volume
        google.cloud: gcp_appengine_firewall_rule gcp_appengine_firewall_rule_info gcp_bigquery_dataset
          gcp_bigquery_dataset_facts>gcp_bigquery_dataset_info gcp_bigquery_dataset_info gcp_bigquery_table
          gcp_bigquery_table_facts>gcp_bigquery_table_info gcp_bigquery_table_info gcp_cloudbuild_trigger
          gcp_cloudbuild_trigger_facts>gcp_cloudbuild_trigger_info gcp_cloudbuild_trigger_info
          gcp_cloudfunctions_cloud_function gcp_cloudfunctions_cloud_function_info gcp_cloudscheduler_job
          gcp_cloudscheduler_job_info gcp_cloudtasks_queue gcp_cloudtasks_queue_info gcp_compute_address
          gcp_compute_address_facts>gcp_compute_address_info gcp_compute_address_info gcp_compute_autoscaler
          gcp_compute_autoscaler_info gcp_compute_backend_bucket
          gcp_compute_backend_bucket_facts>gcp_compute_backend_bucket_info gcp_compute_backend_bucket_info
          gcp_compute_backend_service gcp_compute_backend_service_facts>gcp_compute_backend_service_info
          gcp_compute_backend_service_info gcp_compute_disk gcp_compute_disk_facts>gcp_compute_disk_info
          gcp_compute_disk_info gcp_compute_firewall gcp_compute_firewall_facts>gcp_compute_firewall_info
          gcp_compute_firewall_info gcp_compute_forwarding_rule
          gcp_compute_forwarding_rule_facts>gcp_compute_forwarding_rule_info gcp_compute_forwarding_rule_info
          gcp_compute_global_address gcp_compute_global_address_facts>gcp_compute_global_address_info
          gcp_compute_global_address_info gcp_compute_global_forwarding_rule
          gcp_compute_global_forwarding_rule_facts>gcp_compute_global_forwarding_rule_info
          gcp_compute_global_forwarding_rule_info gcp_compute_health_check
          gcp_compute_health_check_facts>gcp_compute_health_check_info gcp_compute_health_check_info
          gcp_compute_http_health_check gcp_compute_http_health_check_facts>gcp_compute_http_health_check_info
          gcp_compute_http_health_check_info gcp_compute_https_health_check
          gcp_compute_https_health_check_facts>gcp_compute_https_health_check_info
          gcp_compute_https_health_check_info gcp_compute_image gcp_compute_image_facts>gcp_compute_image_info
          gcp_compute_image_info gcp_compute_instance gcp_compute_instance_facts>gcp_compute_instance_info
          gcp_compute_instance_group gcp_compute_instance_group_facts>gcp_compute_instance_group_info
          gcp_compute_instance_group_info gcp_compute_instance_group_manager
          gcp_compute_instance_group_manager_facts>gcp_compute_instance_group_manager_info
          gcp_compute_instance_group_manager_info gcp_compute_instance_info gcp_compute_instance_template
          gcp_compute_instance_template_facts>gcp_compute_instance_template_info gcp_compute_instance_template_info
          gcp_compute_interconnect_attachment
          gcp_compute_interconnect_attachment_facts>gcp_compute_interconnect_attachment_info
          gcp_compute_interconnect_attachment_info gcp_compute_network gcp_compute_network_endpoint_group
          gcp_compute_network_endpoint_group_info gcp_compute_network_facts>gcp_compute_network_info
          gcp_compute_network_info gcp_compute_node_group gcp_compute_node_group_info gcp_compute_node_template
          gcp_compute_node_template_info gcp_compute_region_backend_service gcp_compute_region_backend_service_info
          gcp_compute_region_disk gcp_compute_region_disk_facts>gcp_compute_region_disk_info
          gcp_compute_region_disk_info gcp_compute_reservation gcp_compute_reservation_info gcp_compute_route
          gcp_compute_route_facts>gcp_compute_route_info gcp_compute_route_info gcp_compute_router
          gcp_compute_router_facts>gcp_compute_router_info gcp_compute_router_info gcp_compute_snapshot
          gcp_compute_snapshot_info gcp_compute_ssl_certificate
          gcp_compute_ssl_certificate_facts>gcp_compute_ssl_certificate_info gcp_compute_ssl_certificate_info
          gcp_compute_ssl_policy gcp_compute_ssl_policy_facts>gcp_compute_ssl_policy_info
          gcp_compute_ssl_policy_info gcp_compute_subnetwork
          gcp_compute_subnetwork_facts>gcp_compute_subnetwork_info gcp_compute_subnetwork_info
          gcp_compute_target_http_proxy gcp_compute_target_http_proxy_facts>gcp_compute_target_http_proxy_info
          gcp_compute_target_http_proxy_info gcp_compute_target_https_proxy
          gcp_compute_target_https_proxy_facts>gcp_compute_target_https_proxy_info
          gcp_compute_target_https_proxy_info gcp_compute_target_instance gcp_compute_target_instance_info
          gcp_compute_target_pool gcp_compute_target_pool_facts>gcp_compute_target_pool_info
          gcp_compute_target_pool_info gcp_compute_target_ssl_proxy
          gcp_compute_target_ssl_proxy_facts>gcp_compute_target_ssl_proxy_info gcp_compute_target_ssl_proxy_info
          gcp_compute_target_tcp_proxy gcp_compute_target_tcp_proxy_facts>gcp_compute_target_tcp_proxy_info
          gcp_compute_target_tcp_proxy_info gcp_compute_target_vpn_gateway
          gcp_compute_target_vpn_gateway_facts>gcp_compute_target_vpn_gateway_info
          gcp_compute_target_vpn_gateway_info gcp_compute_url_map gcp_compute_url_map_facts>gcp_compute_url_map_info
          gcp_compute_url_map_info gcp_compute_vpn_tunnel gcp_compute_vpn_tunnel_facts>gcp_compute_vpn_tunnel_info
          gcp_compute_vpn_tunnel_info gcp_container_cluster gcp_container_cluster_facts>gcp_container_cluster_info
          gcp_container_cluster_info gcp_container_node_pool
          gcp_container_node_pool_facts>gcp_container_node_pool_info gcp_container_node_pool_info
          gcp_dns_managed_zone gcp_dns_managed_zone_facts>gcp_dns_managed_zone_info gcp_dns_managed_zone_info
          gcp_dns_resource_record_set gcp_dns_resource_record_set_facts>gcp_dns_resource_record_set_info
          gcp_dns_resource_record_set_info gcp_filestore_instance gcp_filestore_instance_info gcp_iam_role
          gcp_iam_role_facts>gcp_iam_role_info gcp_iam_role_info gcp_iam_service_account
          gcp_iam_service_account_facts>gcp_iam_service_account_info gcp_iam_service_account_info
          gcp_iam_service_account_key gcp_kms_crypto_key gcp_kms_crypto_key_info gcp_kms_key_ring
          gcp_kms_key_ring_info gcp_logging_metric gcp_logging_metric_info gcp_mlengine_model
          gcp_mlengine_model_info gcp_mlengine_version gcp_mlengine_version_info gcp_pubsub_subscription
          gcp_pubsub_subscription_facts>gcp_pubsub_subscription_info gcp_pubsub_subscription_info gcp_pubsub_topic
          gcp_pubsub_topic_facts>gcp_pubsub_topic_info gcp_pubsub_topic_info gcp_redis_instance
          gcp_redis_instance_facts>gcp_redis_instance_info gcp_redis_instance_info gcp_resourcemanager_project
          gcp_resourcemanager_project_facts>gcp_resourcemanager_project_info gcp_resourcemanager_project_info
          gcp_runtimeconfig_config gcp_runtimeconfig_config_info gcp_runtimeconfig_variable
          gcp_runtimeconfig_variable_info gcp_serviceusage_service gcp_serviceusage_service_info
          gcp_sourcerepo_repository gcp_sourcerepo_repository_facts>gcp_sourcerepo_repository_info
          gcp_sourcerepo_repository_info gcp_spanner_database gcp_spanner_database_facts>gcp_spanner_database_info
          gcp_spanner_database_info gcp_spanner_instance gcp_spanner_instance_facts>gcp_spanner_instance_info
          gcp_spanner_instance_info gcp_sql_database gcp_sql_database_facts>gcp_sql_database_info
          gcp_sql_database_info gcp_sql_instance gcp_sql_instance_facts>gcp_sql_instance_info gcp_sql_instance_info
          gcp_sql_user gcp_sql_user_facts>gcp_sql_user_info gcp_sql_user_info gcp_storage_bucket
          gcp_storage_bucket_access_control gcp_storage_object gcp_tpu_node gcp_tpu_node_facts>gcp_tpu_node_info
          gcp_tpu_node_info
        hetzner.hcloud: hcloud_datacenter_facts hcloud_datacenter_info hcloud_floating_ip hcloud_floating_ip_facts
          hcloud_floating_ip_info hcloud_image_facts hcloud_image_info hcloud_location_facts hcloud_location_info
          hcloud_network hcloud_network_info hcloud_rdns hcloud_route hcloud_server hcloud_server_facts
          hcloud_server_info hcloud_server_network hcloud_server_type_facts hcloud_server_type_info hcloud_ssh_key
          hcloud_ssh_key_facts hcloud_ssh_key_info hcloud_subnetwork hcloud_volume hcloud_volume_facts
          hcloud_volume_info
        kubernetes.core: k8s k8s_auth k8s_facts k8s_info k8s_raw k8s_scale k8s_service openshift_raw openshift_scale
        netapp.aws: aws_netapp_cvs_FileSystems>aws_netapp_cvs_filesystems aws_netapp_cvs_active_directory
          aws_netapp_cvs_pool aws_netapp_cvs_snapshots
        netapp.elementsw: na_elementsw_access_group na_elementsw_account na_elementsw_admin_users
          na_elementsw_backup na_elementsw_check_connections na_elementsw_cluster na_elementsw_cluster_config
          na_elementsw_cluster_pair na_elementsw_cluster_snmp na_elementsw_drive na_elementsw_initiators
          na_elementsw_ldap na_elementsw_network_interfaces na_elementsw_node na_elementsw_snapshot
          na_elementsw_snapshot_restore na_elementsw_snapshot_schedule na_elementsw_vlan na_elementsw_volume
          na_elementsw_volume_clone na_elementsw_volume_pair
        netapp.ontap: na_ontap_aggregate na_ontap_autosupport na_ontap_broadcast_domain
          na_ontap_broadcast_domain_ports na_ontap_cg_snapshot na_ontap_cifs na_ontap_cifs_acl na_ontap_cifs_server
          na_ontap_cluster na_ontap_cluster_ha na_ontap_cluster_peer na_ontap_command na_ontap_disks na_ontap_dns
          na_ontap_export_policy na_ontap_export_policy_rule na_ontap_fcp na_ontap_firewall_policy
          na_ontap_firmware_upgrade na_ontap_flexcache na_ontap_igroup na_ontap_igroup_initiator na_ontap_info
          na_ontap_interface na_ontap_ipspace na_ontap_iscsi na_ontap_job_schedule na_ontap_kerberos_realm
          na_ontap_ldap na_ontap_ldap_client na_ontap_license na_ontap_lun na_ontap_lun_copy na_ontap_lun_map
          na_ontap_motd na_ontap_ndmp na_ontap_net_ifgrp na_ontap_net_port na_ontap_net_routes na_ontap_net_subnet
          na_ontap_net_vlan na_ontap_nfs na_ontap_node na_ontap_ntp na_ontap_nvme na_ontap_nvme_namespace
          na_ontap_nvme_subsystem na_ontap_object_store na_ontap_ports na_ontap_portset
          na_ontap_qos_adaptive_policy_group na_ontap_qos_policy_group na_ontap_qtree na_ontap_quotas
          na_ontap_security_key_manager na_ontap_service_processor_network na_ontap_snapmirror na_ontap_snapshot
          na_ontap_snapshot_policy na_ontap_snmp na_ontap_software_update na_ontap_svm na_ontap_svm_options
          na_ontap_ucadapter na_ontap_unix_group na_ontap_unix_user na_ontap_user na_ontap_user_role na_ontap_volume
          na_ontap_volume_autosize na_ontap_volume_clone na_ontap_vscan na_ontap_vscan_on_access_policy
          na_ontap_vscan_on_demand_task na_ontap_vscan_scanner_pool na_ontap_vserver_cifs_security
          na_ontap_vserver_peer
        netapp_eseries.santricity: netapp_e_alerts netapp_e_amg netapp_e_amg_role netapp_e_amg_sync netapp_e_asup
          netapp_e_auditlog netapp_e_auth netapp_e_drive_firmware netapp_e_facts netapp_e_firmware
          netapp_e_flashcache netapp_e_global netapp_e_host netapp_e_hostgroup netapp_e_iscsi_interface
          netapp_e_iscsi_target netapp_e_ldap netapp_e_lun_mapping netapp_e_mgmt_interface netapp_e_snapshot_group
          netapp_e_snapshot_images netapp_e_snapshot_volume netapp_e_storage_system netapp_e_storagepool
          netapp_e_syslog netapp_e_volume netapp_e_volume_copy
        ngine_io.cloudstack: cs_account cs_affinitygroup cs_cluster cs_configuration cs_disk_offering cs_domain
          cs_facts cs_firewall cs_host cs_image_store cs_instance cs_instance_facts>cs_instance_info
          cs_instance_info cs_instance_nic cs_instance_nic_secondaryip cs_instance_password_reset cs_instancegroup
          cs_ip_address cs_iso cs_loadbalancer_rule cs_loadbalancer_rule_member cs_network cs_network_acl
          cs_network_acl_rule cs_network_offering cs_physical_network cs_pod cs_portforward cs_project cs_region
          cs_resourcelimit cs_role cs_role_permission cs_router cs_securitygroup cs_securitygroup_rule
          cs_service_offering cs_snapshot_policy cs_sshkeypair cs_staticnat cs_storage_pool cs_template
          cs_traffic_type cs_user cs_vlan_ip_range cs_vmsnapshot cs_volume cs_vpc cs_vpc_offering cs_vpn_connection
          cs_vpn_customer_gateway cs_vpn_gateway cs_zone cs_zone_facts>cs_zone_info cs_zone_info
        ngine_io.exoscale: exo_dns_domain exo_dns_record
        ngine_io.vultr: vr_account_facts>vultr_account_facts vr_dns_domain>vultr_dns_domain
          vr_dns_record>vultr_dns_record vr_firewall_group>vultr_firewall_group vr_firewall_rule>vultr_firewall_rule
          vr_server>vultr_server vr_ssh_key>vultr_ssh_key vr_startup_script>vultr_startup_script vr_user>vultr_user
          vultr_account_facts>vultr_account_info vultr_account_info vultr_block_storage
          vultr_block_storage_facts>vultr_block_storage_info vultr_block_storage_info vultr_dns_domain
          vultr_dns_domain_facts>vultr_dns_domain_info vultr_dns_domain_info vultr_dns_record vultr_firewall_group
          vultr_firewall_group_facts>vultr_firewall_group_info vultr_firewall_group_info vultr_firewall_rule
          vultr_network vultr_network_facts>vultr_network_info vultr_network_info vultr_os_facts>vultr_os_info
          vultr_os_info vultr_plan_facts>vultr_plan_info vultr_plan_info vultr_region_facts>vultr_region_info
          vultr_region_info vultr_server vultr_server_facts>vultr_server_info vultr_server_info vultr_ssh_key
          vultr_ssh_key_facts>vultr_ssh_key_info vultr_ssh_key_info vultr_startup_script
          vultr_startup_script_facts>vultr_startup_script_info vultr_startup_script_info vultr_user
          vultr_user_facts>vultr_user_info vultr_user_info
        openstack.cloud: os_auth>auth os_client_config>config os_coe_cluster>coe_cluster
          os_coe_cluster_template>coe_cluster_template os_flavor_facts>os_flavor_info
          os_flavor_info>compute_flavor_info os_floating_ip>floating_ip os_group>identity_group
          os_group_info>identity_group_info os_image>image os_image_facts>os_image_info os_image_info>image_info
          os_ironic>baremetal_node os_ironic_inspect>baremetal_inspect os_ironic_node>baremetal_node_action
          os_keypair>keypair os_keystone_domain>identity_domain os_keystone_domain_facts>os_keystone_domain_info
          os_keystone_domain_info>identity_domain_info os_keystone_endpoint>endpoint os_keystone_role>identity_role
          os_keystone_service>catalog_service os_listener>lb_listener os_loadbalancer>loadbalancer
          os_member>lb_member os_network>network os_networks_facts>os_networks_info os_networks_info>networks_info
          os_nova_flavor>compute_flavor os_nova_host_aggregate>host_aggregate os_object>object os_pool>lb_pool
          os_port>port os_port_facts>os_port_info os_port_info>port_info os_project>project
          os_project_access>project_access os_project_facts>os_project_info os_project_info>project_info
          os_quota>quota os_recordset>recordset os_router>router os_security_group>security_group
          os_security_group_rule>security_group_rule os_server>server os_server_action>server_action
          os_server_facts>os_server_info os_server_group>server_group os_server_info>server_info
          os_server_metadata>server_metadata os_server_volume>server_volume os_stack>stack os_subnet>subnet
          os_subnets_facts>os_subnets_info os_subnets_info>subnets_info os_user>identity_user
          os_user_facts>os_user_info os_user_group>group_assignment os_user_info>identity_user_info
          os_user_role>role_assignment os_volume>volume os_volume_snapshot>volume_snapshot os_zone>dns_zone
        ovirt.ovirt: ovirt_affinity_group ovirt_affinity_label ovirt_affinity_label_info ovirt_api_info ovirt_auth
          ovirt_cluster ovirt_cluster_info ovirt_datacenter ovirt_datacenter_info ovirt_disk ovirt_disk_info
          ovirt_event ovirt_event_info ovirt_external_provider ovirt_external_provider_info ovirt_group
          ovirt_group_info ovirt_host ovirt_host_info ovirt_host_network ovirt_host_pm ovirt_host_storage_info
          ovirt_instance_type ovirt_job ovirt_mac_pool ovirt_network ovirt_network_info ovirt_nic ovirt_nic_info
          ovirt_permission ovirt_permission_info ovirt_quota ovirt_quota_info ovirt_role
          ovirt_scheduling_policy_info ovirt_snapshot ovirt_snapshot_info ovirt_storage_connection
          ovirt_storage_domain ovirt_storage_domain_info ovirt_storage_template_info ovirt_storage_vm_info ovirt_tag
          ovirt_tag_info ovirt_template ovirt_template_info ovirt_user ovirt_user_info ovirt_vm ovirt_vm_info
          ovirt_vmpool ovirt_vmpool_info ovirt_vnic_profile ovirt_vnic_profile_info
        purestorage.flasharray: purefa_alert purefa_arrayname purefa_banner purefa_connect purefa_dns purefa_ds
          purefa_dsrole purefa_hg purefa_host purefa_info purefa_ntp purefa_offload purefa_pg purefa_pgsnap
          purefa_phonehome purefa_ra purefa_smtp purefa_snap purefa_snmp purefa_syslog purefa_user purefa_vg
          purefa_volume
        purestorage.flashblade: purefb_bucket purefb_ds purefb_dsrole purefb_fs purefb_info purefb_network purefb_ra
          purefb_s3acc purefb_s3user purefb_smtp purefb_snap purefb_subnet
        servicenow.servicenow: snow_record snow_record_find
        vmware.vmware_rest: vmware_appliance_access_info vmware_appliance_health_info vmware_cis_category_info
          vmware_core_info
        """
}
