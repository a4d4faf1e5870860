extension MovedModules {
    /// Modules that went to collections for network devices.
    static let networks = """
        arista.eos: eos_acl_interfaces eos_acls eos_banner eos_bgp eos_command eos_config eos_eapi eos_facts
          eos_interface eos_interfaces eos_l2_interface eos_l2_interfaces eos_l3_interface eos_l3_interfaces
          eos_lacp eos_lacp_interfaces eos_lag_interfaces eos_linkagg eos_lldp eos_lldp_global eos_lldp_interfaces
          eos_logging eos_ospfv2 eos_static_route eos_static_routes eos_system eos_user eos_vlan eos_vlans eos_vrf
        check_point.mgmt: checkpoint_access_layer_facts checkpoint_access_rule checkpoint_access_rule_facts
          checkpoint_host checkpoint_host_facts checkpoint_object_facts checkpoint_run_script checkpoint_session
          checkpoint_task_facts cp_mgmt_access_layer cp_mgmt_access_layer_facts cp_mgmt_access_role
          cp_mgmt_access_role_facts cp_mgmt_access_rule cp_mgmt_access_rule_facts cp_mgmt_address_range
          cp_mgmt_address_range_facts cp_mgmt_administrator cp_mgmt_administrator_facts cp_mgmt_application_site
          cp_mgmt_application_site_category cp_mgmt_application_site_category_facts cp_mgmt_application_site_facts
          cp_mgmt_application_site_group cp_mgmt_application_site_group_facts cp_mgmt_assign_global_assignment
          cp_mgmt_discard cp_mgmt_dns_domain cp_mgmt_dns_domain_facts cp_mgmt_dynamic_object
          cp_mgmt_dynamic_object_facts cp_mgmt_exception_group cp_mgmt_exception_group_facts
          cp_mgmt_global_assignment cp_mgmt_global_assignment_facts cp_mgmt_group cp_mgmt_group_facts
          cp_mgmt_group_with_exclusion cp_mgmt_group_with_exclusion_facts cp_mgmt_host cp_mgmt_host_facts
          cp_mgmt_install_policy cp_mgmt_mds_facts cp_mgmt_multicast_address_range
          cp_mgmt_multicast_address_range_facts cp_mgmt_network cp_mgmt_network_facts cp_mgmt_package
          cp_mgmt_package_facts cp_mgmt_publish cp_mgmt_put_file cp_mgmt_run_ips_update cp_mgmt_run_script
          cp_mgmt_security_zone cp_mgmt_security_zone_facts cp_mgmt_service_dce_rpc cp_mgmt_service_dce_rpc_facts
          cp_mgmt_service_group cp_mgmt_service_group_facts cp_mgmt_service_icmp cp_mgmt_service_icmp6
          cp_mgmt_service_icmp6_facts cp_mgmt_service_icmp_facts cp_mgmt_service_other cp_mgmt_service_other_facts
          cp_mgmt_service_rpc cp_mgmt_service_rpc_facts cp_mgmt_service_sctp cp_mgmt_service_sctp_facts
          cp_mgmt_service_tcp cp_mgmt_service_tcp_facts cp_mgmt_service_udp cp_mgmt_service_udp_facts
          cp_mgmt_session_facts cp_mgmt_simple_gateway cp_mgmt_simple_gateway_facts cp_mgmt_tag cp_mgmt_tag_facts
          cp_mgmt_threat_exception cp_mgmt_threat_exception_facts cp_mgmt_threat_indicator
          cp_mgmt_threat_indicator_facts cp_mgmt_threat_layer cp_mgmt_threat_layer_facts cp_mgmt_threat_profile
          cp_mgmt_threat_profile_facts cp_mgmt_threat_protection_override cp_mgmt_threat_rule
          cp_mgmt_threat_rule_facts cp_mgmt_time cp_mgmt_time_facts cp_mgmt_verify_policy
          cp_mgmt_vpn_community_meshed cp_mgmt_vpn_community_meshed_facts cp_mgmt_vpn_community_star
          cp_mgmt_vpn_community_star_facts cp_mgmt_wildcard cp_mgmt_wildcard_facts
        cisco.aci: aci_aaa_user aci_aaa_user_certificate aci_access_port_block_to_access_port
          aci_access_port_to_interface_policy_leaf_profile aci_access_sub_port_block_to_access_port aci_aep
          aci_aep_to_domain aci_ap aci_bd aci_bd_subnet aci_bd_to_l3out aci_config_rollback aci_config_snapshot
          aci_contract aci_contract_subject aci_contract_subject_to_filter aci_domain aci_domain_to_encap_pool
          aci_domain_to_vlan_pool aci_encap_pool aci_encap_pool_range aci_epg aci_epg_monitoring_policy
          aci_epg_to_contract aci_epg_to_domain aci_fabric_node aci_fabric_scheduler aci_filter aci_filter_entry
          aci_firmware_group aci_firmware_group_node aci_firmware_policy aci_firmware_source
          aci_interface_policy_cdp aci_interface_policy_fc aci_interface_policy_l2
          aci_interface_policy_leaf_policy_group aci_interface_policy_leaf_profile aci_interface_policy_lldp
          aci_interface_policy_mcp aci_interface_policy_ospf aci_interface_policy_port_channel
          aci_interface_policy_port_security aci_interface_selector_to_switch_policy_leaf_profile
          aci_intf_policy_fc>aci_interface_policy_fc aci_intf_policy_l2>aci_interface_policy_l2
          aci_intf_policy_lldp>aci_interface_policy_lldp aci_intf_policy_mcp>aci_interface_policy_mcp
          aci_intf_policy_port_channel>aci_interface_policy_port_channel
          aci_intf_policy_port_security>aci_interface_policy_port_security aci_l3out aci_l3out_extepg
          aci_l3out_extsubnet aci_l3out_route_tag_policy aci_maintenance_group aci_maintenance_group_node
          aci_maintenance_policy aci_rest aci_static_binding_to_epg aci_switch_leaf_selector
          aci_switch_policy_leaf_profile aci_switch_policy_vpc_protection_group aci_taboo_contract aci_tenant
          aci_tenant_action_rule_profile aci_tenant_ep_retention_policy aci_tenant_span_dst_group
          aci_tenant_span_src_group aci_tenant_span_src_group_to_dst_group aci_vlan_pool aci_vlan_pool_encap_block
          aci_vmm_credential aci_vrf
        cisco.asa: asa_acl asa_command asa_config asa_og
        cisco.intersight: intersight_facts>intersight_info intersight_info intersight_rest_api
        cisco.ios: ios_acl_interfaces ios_acls ios_banner ios_bgp ios_command ios_config ios_facts ios_interface
          ios_interfaces ios_l2_interface ios_l2_interfaces ios_l3_interface ios_l3_interfaces ios_lacp
          ios_lacp_interfaces ios_lag_interfaces ios_linkagg ios_lldp ios_lldp_global ios_lldp_interfaces
          ios_logging ios_ntp ios_ospfv2 ios_ping ios_static_route ios_static_routes ios_system ios_user ios_vlan
          ios_vlans ios_vrf
        cisco.iosxr: iosxr_acl_interfaces iosxr_acls iosxr_banner iosxr_bgp iosxr_command iosxr_config iosxr_facts
          iosxr_interface iosxr_interfaces iosxr_l2_interfaces iosxr_l3_interfaces iosxr_lacp iosxr_lacp_interfaces
          iosxr_lag_interfaces iosxr_lldp_global iosxr_lldp_interfaces iosxr_logging iosxr_netconf iosxr_ospfv2
          iosxr_static_routes iosxr_system iosxr_user
        cisco.meraki: meraki_admin meraki_config_template meraki_content_filtering meraki_device
          meraki_firewalled_services meraki_malware meraki_mr_l3_firewall meraki_mx_l3_firewall
          meraki_mx_l7_firewall meraki_nat meraki_network meraki_organization meraki_snmp meraki_ssid
          meraki_static_route meraki_switchport meraki_syslog meraki_vlan meraki_webhook
        cisco.mso: mso_label mso_role mso_schema mso_schema_site mso_schema_site_anp mso_schema_site_anp_epg
          mso_schema_site_anp_epg_domain mso_schema_site_anp_epg_staticleaf mso_schema_site_anp_epg_staticport
          mso_schema_site_anp_epg_subnet mso_schema_site_bd mso_schema_site_bd_l3out mso_schema_site_bd_subnet
          mso_schema_site_vrf mso_schema_site_vrf_region mso_schema_site_vrf_region_cidr
          mso_schema_site_vrf_region_cidr_subnet mso_schema_template mso_schema_template_anp
          mso_schema_template_anp_epg mso_schema_template_anp_epg_contract mso_schema_template_anp_epg_subnet
          mso_schema_template_bd mso_schema_template_bd_subnet mso_schema_template_contract_filter
          mso_schema_template_deploy mso_schema_template_external_epg_contract
          mso_schema_template_external_epg_subnet mso_schema_template_externalepg mso_schema_template_filter_entry
          mso_schema_template_l3out mso_schema_template_vrf mso_site mso_tenant mso_user
        cisco.nso: nso_action nso_config nso_query nso_show nso_verify
        cisco.nxos: nxos_aaa_server nxos_aaa_server_host nxos_acl nxos_acl_interface nxos_acl_interfaces nxos_acls
          nxos_banner nxos_bfd_global nxos_bfd_interfaces nxos_bgp nxos_bgp_af nxos_bgp_neighbor
          nxos_bgp_neighbor_af nxos_command nxos_config nxos_devicealias nxos_evpn_global nxos_evpn_vni nxos_facts
          nxos_feature nxos_file_copy nxos_gir nxos_gir_profile_management nxos_hsrp nxos_hsrp_interfaces nxos_igmp
          nxos_igmp_interface nxos_igmp_snooping nxos_install_os nxos_interface nxos_interface_ospf nxos_interfaces
          nxos_l2_interface nxos_l2_interfaces nxos_l3_interface nxos_l3_interfaces nxos_lacp nxos_lacp_interfaces
          nxos_lag_interfaces nxos_linkagg nxos_lldp nxos_lldp_global nxos_lldp_interfaces nxos_logging nxos_ntp
          nxos_ntp_auth nxos_ntp_options nxos_nxapi nxos_ospf nxos_ospf_vrf nxos_ospfv2 nxos_overlay_global nxos_pim
          nxos_pim_interface nxos_pim_rp_address nxos_ping nxos_reboot nxos_rollback nxos_rpm nxos_smu nxos_snapshot
          nxos_snmp_community nxos_snmp_contact nxos_snmp_host nxos_snmp_location nxos_snmp_traps nxos_snmp_user
          nxos_static_route nxos_static_routes nxos_system nxos_telemetry nxos_udld nxos_udld_interface nxos_user
          nxos_vlan nxos_vlans nxos_vpc nxos_vpc_interface nxos_vrf nxos_vrf_af nxos_vrf_interface nxos_vrrp
          nxos_vsan nxos_vtp_domain nxos_vtp_password nxos_vtp_version nxos_vxlan_vtep nxos_vxlan_vtep_vni
          nxos_zone_zoneset
        cisco.ucs: ucs_disk_group_policy ucs_dns_server ucs_ip_pool ucs_lan_connectivity ucs_mac_pool
          ucs_managed_objects ucs_ntp_server ucs_org ucs_query ucs_san_connectivity ucs_service_profile_template
          ucs_storage_profile ucs_timezone ucs_uuid_pool ucs_vhba_template ucs_vlan_find ucs_vlans ucs_vnic_template
          ucs_vsans ucs_wwn_pool
        dellemc.openmanage: idrac_firmware idrac_server_config_profile ome_device_info
        dellemc.os10: dellos10_command>os10_command dellos10_config>os10_config dellos10_facts>os10_facts
        dellemc.os6: dellos6_command>os6_command dellos6_config>os6_config dellos6_facts>os6_facts
        dellemc.os9: dellos9_command>os9_command dellos9_config>os9_config dellos9_facts>os9_facts
        f5networks.f5_modules: bigip_apm_acl bigip_apm_network_access bigip_apm_policy_fetch bigip_apm_policy_import
          bigip_appsvcs_extension bigip_asm_dos_application bigip_asm_policy_fetch bigip_asm_policy_import
          bigip_asm_policy_manage bigip_asm_policy_server_technology bigip_asm_policy_signature_set bigip_cli_alias
          bigip_cli_script bigip_command bigip_config bigip_configsync_action bigip_data_group bigip_device_auth
          bigip_device_auth_ldap bigip_device_certificate bigip_device_connectivity bigip_device_dns
          bigip_device_facts>bigip_device_info bigip_device_group bigip_device_group_member bigip_device_ha_group
          bigip_device_httpd bigip_device_info bigip_device_license bigip_device_ntp bigip_device_sshd
          bigip_device_syslog bigip_device_traffic_group bigip_device_trust bigip_dns_cache_resolver
          bigip_dns_nameserver bigip_dns_resolver bigip_dns_zone bigip_file_copy bigip_firewall_address_list
          bigip_firewall_dos_profile bigip_firewall_dos_vector bigip_firewall_global_rules
          bigip_firewall_log_profile bigip_firewall_log_profile_network bigip_firewall_policy
          bigip_firewall_port_list bigip_firewall_rule bigip_firewall_rule_list bigip_firewall_schedule
          bigip_gtm_datacenter bigip_gtm_global bigip_gtm_monitor_bigip bigip_gtm_monitor_external
          bigip_gtm_monitor_firepass bigip_gtm_monitor_http bigip_gtm_monitor_https bigip_gtm_monitor_tcp
          bigip_gtm_monitor_tcp_half_open bigip_gtm_pool bigip_gtm_pool_member bigip_gtm_server
          bigip_gtm_topology_record bigip_gtm_topology_region bigip_gtm_virtual_server bigip_gtm_wide_ip
          bigip_hostname bigip_iapp_service bigip_iapp_template bigip_iapplx_package>bigip_lx_package bigip_ike_peer
          bigip_imish_config bigip_ipsec_policy bigip_irule bigip_log_destination bigip_log_publisher
          bigip_lx_package bigip_management_route bigip_message_routing_peer bigip_message_routing_protocol
          bigip_message_routing_route bigip_message_routing_router bigip_message_routing_transport_config
          bigip_monitor_dns bigip_monitor_external bigip_monitor_gateway_icmp bigip_monitor_http bigip_monitor_https
          bigip_monitor_ldap bigip_monitor_snmp_dca bigip_monitor_tcp bigip_monitor_tcp_echo
          bigip_monitor_tcp_half_open bigip_monitor_udp bigip_node bigip_partition bigip_password_policy
          bigip_policy bigip_policy_rule bigip_pool bigip_pool_member bigip_profile_analytics
          bigip_profile_client_ssl bigip_profile_dns bigip_profile_fastl4 bigip_profile_http bigip_profile_http2
          bigip_profile_http_compression bigip_profile_oneconnect bigip_profile_persistence_cookie
          bigip_profile_persistence_src_addr bigip_profile_server_ssl bigip_profile_tcp bigip_profile_udp
          bigip_provision bigip_qkview bigip_remote_role bigip_remote_syslog bigip_remote_user bigip_routedomain
          bigip_security_address_list>bigip_firewall_address_list bigip_security_port_list>bigip_firewall_port_list
          bigip_selfip bigip_service_policy bigip_smtp bigip_snat_pool bigip_snat_translation bigip_snmp
          bigip_snmp_community bigip_snmp_trap bigip_software_image bigip_software_install bigip_software_update
          bigip_ssl_certificate bigip_ssl_key bigip_ssl_ocsp bigip_static_route bigip_sys_daemon_log_tmm
          bigip_sys_db bigip_sys_global bigip_timer_policy bigip_traffic_group>bigip_device_traffic_group
          bigip_traffic_selector bigip_trunk bigip_tunnel bigip_ucs bigip_ucs_fetch bigip_user bigip_vcmp_guest
          bigip_virtual_address bigip_virtual_server bigip_vlan bigip_wait bigiq_application_fasthttp
          bigiq_application_fastl4_tcp bigiq_application_fastl4_udp bigiq_application_http
          bigiq_application_https_offload bigiq_application_https_waf bigiq_device_discovery bigiq_device_info
          bigiq_regkey_license bigiq_regkey_license_assignment bigiq_regkey_pool bigiq_utility_license
          bigiq_utility_license_assignment
        fortinet.fortios: fortios_address fortios_alertemail_setting fortios_antivirus_heuristic
          fortios_antivirus_profile fortios_antivirus_quarantine fortios_antivirus_settings
          fortios_application_custom fortios_application_group fortios_application_list fortios_application_name
          fortios_application_rule_settings fortios_authentication_rule fortios_authentication_scheme
          fortios_authentication_setting fortios_config fortios_dlp_filepattern fortios_dlp_fp_doc_source
          fortios_dlp_fp_sensitivity fortios_dlp_sensor fortios_dlp_settings fortios_dnsfilter_domain_filter
          fortios_dnsfilter_profile fortios_endpoint_control_client fortios_endpoint_control_forticlient_ems
          fortios_endpoint_control_forticlient_registration_sync fortios_endpoint_control_profile
          fortios_endpoint_control_settings fortios_extender_controller_extender fortios_facts
          fortios_firewall_DoS_policy fortios_firewall_DoS_policy6 fortios_firewall_address
          fortios_firewall_address6 fortios_firewall_address6_template fortios_firewall_addrgrp
          fortios_firewall_addrgrp6 fortios_firewall_auth_portal fortios_firewall_central_snat_map
          fortios_firewall_dnstranslation fortios_firewall_identity_based_route fortios_firewall_interface_policy
          fortios_firewall_interface_policy6 fortios_firewall_internet_service
          fortios_firewall_internet_service_custom fortios_firewall_internet_service_group
          fortios_firewall_ip_translation fortios_firewall_ipmacbinding_setting fortios_firewall_ipmacbinding_table
          fortios_firewall_ippool fortios_firewall_ippool6 fortios_firewall_ipv6_eh_filter
          fortios_firewall_ldb_monitor fortios_firewall_local_in_policy fortios_firewall_local_in_policy6
          fortios_firewall_multicast_address fortios_firewall_multicast_address6 fortios_firewall_multicast_policy
          fortios_firewall_multicast_policy6 fortios_firewall_policy fortios_firewall_policy46
          fortios_firewall_policy6 fortios_firewall_policy64 fortios_firewall_profile_group
          fortios_firewall_profile_protocol_options fortios_firewall_proxy_address fortios_firewall_proxy_addrgrp
          fortios_firewall_proxy_policy fortios_firewall_schedule_group fortios_firewall_schedule_onetime
          fortios_firewall_schedule_recurring fortios_firewall_service_category fortios_firewall_service_custom
          fortios_firewall_service_group fortios_firewall_shaper_per_ip_shaper
          fortios_firewall_shaper_traffic_shaper fortios_firewall_shaping_policy fortios_firewall_shaping_profile
          fortios_firewall_sniffer fortios_firewall_ssh_host_key fortios_firewall_ssh_local_ca
          fortios_firewall_ssh_local_key fortios_firewall_ssh_setting fortios_firewall_ssl_server
          fortios_firewall_ssl_setting fortios_firewall_ssl_ssh_profile fortios_firewall_ttl_policy
          fortios_firewall_vip fortios_firewall_vip46 fortios_firewall_vip6 fortios_firewall_vip64
          fortios_firewall_vipgrp fortios_firewall_vipgrp46 fortios_firewall_vipgrp6 fortios_firewall_vipgrp64
          fortios_firewall_wildcard_fqdn_custom fortios_firewall_wildcard_fqdn_group fortios_ftp_proxy_explicit
          fortios_icap_profile fortios_icap_server fortios_ips_custom fortios_ips_decoder fortios_ips_global
          fortios_ips_rule fortios_ips_rule_settings fortios_ips_sensor fortios_ips_settings fortios_ipv4_policy
          fortios_log_custom_field fortios_log_disk_filter fortios_log_disk_setting fortios_log_eventfilter
          fortios_log_fortianalyzer2_filter fortios_log_fortianalyzer2_setting fortios_log_fortianalyzer3_filter
          fortios_log_fortianalyzer3_setting fortios_log_fortianalyzer_filter
          fortios_log_fortianalyzer_override_filter fortios_log_fortianalyzer_override_setting
          fortios_log_fortianalyzer_setting fortios_log_fortiguard_filter fortios_log_fortiguard_override_filter
          fortios_log_fortiguard_override_setting fortios_log_fortiguard_setting fortios_log_gui_display
          fortios_log_memory_filter fortios_log_memory_global_setting fortios_log_memory_setting
          fortios_log_null_device_filter fortios_log_null_device_setting fortios_log_setting
          fortios_log_syslogd2_filter fortios_log_syslogd2_setting fortios_log_syslogd3_filter
          fortios_log_syslogd3_setting fortios_log_syslogd4_filter fortios_log_syslogd4_setting
          fortios_log_syslogd_filter fortios_log_syslogd_override_filter fortios_log_syslogd_override_setting
          fortios_log_syslogd_setting fortios_log_threat_weight fortios_log_webtrends_filter
          fortios_log_webtrends_setting fortios_report_chart fortios_report_dataset fortios_report_layout
          fortios_report_setting fortios_report_style fortios_report_theme fortios_router_access_list
          fortios_router_access_list6 fortios_router_aspath_list fortios_router_auth_path fortios_router_bfd
          fortios_router_bfd6 fortios_router_bgp fortios_router_community_list fortios_router_isis
          fortios_router_key_chain fortios_router_multicast fortios_router_multicast6 fortios_router_multicast_flow
          fortios_router_ospf fortios_router_ospf6 fortios_router_policy fortios_router_policy6
          fortios_router_prefix_list fortios_router_prefix_list6 fortios_router_rip fortios_router_ripng
          fortios_router_route_map fortios_router_setting fortios_router_static fortios_router_static6
          fortios_spamfilter_bwl fortios_spamfilter_bword fortios_spamfilter_dnsbl fortios_spamfilter_fortishield
          fortios_spamfilter_iptrust fortios_spamfilter_mheader fortios_spamfilter_options
          fortios_spamfilter_profile fortios_ssh_filter_profile fortios_switch_controller_802_1X_settings
          fortios_switch_controller_custom_command fortios_switch_controller_global
          fortios_switch_controller_igmp_snooping fortios_switch_controller_lldp_profile
          fortios_switch_controller_lldp_settings fortios_switch_controller_mac_sync_settings
          fortios_switch_controller_managed_switch fortios_switch_controller_network_monitor_settings
          fortios_switch_controller_qos_dot1p_map fortios_switch_controller_qos_ip_dscp_map
          fortios_switch_controller_qos_qos_policy fortios_switch_controller_qos_queue_policy
          fortios_switch_controller_quarantine fortios_switch_controller_security_policy_802_1X
          fortios_switch_controller_security_policy_captive_portal fortios_switch_controller_sflow
          fortios_switch_controller_storm_control fortios_switch_controller_stp_settings
          fortios_switch_controller_switch_group fortios_switch_controller_switch_interface_tag
          fortios_switch_controller_switch_log fortios_switch_controller_switch_profile
          fortios_switch_controller_system fortios_switch_controller_virtual_port_pool
          fortios_switch_controller_vlan fortios_system_accprofile fortios_system_admin
          fortios_system_affinity_interrupt fortios_system_affinity_packet_redistribution fortios_system_alarm
          fortios_system_alias fortios_system_api_user fortios_system_arp_table fortios_system_auto_install
          fortios_system_auto_script fortios_system_automation_action fortios_system_automation_destination
          fortios_system_automation_stitch fortios_system_automation_trigger fortios_system_autoupdate_push_update
          fortios_system_autoupdate_schedule fortios_system_autoupdate_tunneling fortios_system_central_management
          fortios_system_cluster_sync fortios_system_console fortios_system_csf fortios_system_custom_language
          fortios_system_ddns fortios_system_dedicated_mgmt fortios_system_dhcp6_server fortios_system_dhcp_server
          fortios_system_dns fortios_system_dns_database fortios_system_dns_server
          fortios_system_dscp_based_priority fortios_system_email_server fortios_system_external_resource
          fortios_system_fips_cc fortios_system_firmware_upgrade fortios_system_fm fortios_system_fortiguard
          fortios_system_fortimanager fortios_system_fortisandbox fortios_system_fsso_polling
          fortios_system_ftm_push fortios_system_geoip_override fortios_system_global fortios_system_gre_tunnel
          fortios_system_ha fortios_system_ha_monitor fortios_system_interface fortios_system_ipip_tunnel
          fortios_system_ips_urlfilter_dns fortios_system_ips_urlfilter_dns6 fortios_system_ipv6_neighbor_cache
          fortios_system_ipv6_tunnel fortios_system_link_monitor fortios_system_mac_address_table
          fortios_system_management_tunnel fortios_system_mobile_tunnel fortios_system_nat64 fortios_system_nd_proxy
          fortios_system_netflow fortios_system_network_visibility fortios_system_ntp fortios_system_object_tagging
          fortios_system_password_policy fortios_system_password_policy_guest_admin fortios_system_pppoe_interface
          fortios_system_probe_response fortios_system_proxy_arp fortios_system_replacemsg_admin
          fortios_system_replacemsg_alertmail fortios_system_replacemsg_auth
          fortios_system_replacemsg_device_detection_portal fortios_system_replacemsg_ec
          fortios_system_replacemsg_fortiguard_wf fortios_system_replacemsg_ftp fortios_system_replacemsg_group
          fortios_system_replacemsg_http fortios_system_replacemsg_icap fortios_system_replacemsg_image
          fortios_system_replacemsg_mail fortios_system_replacemsg_nac_quar fortios_system_replacemsg_nntp
          fortios_system_replacemsg_spam fortios_system_replacemsg_sslvpn fortios_system_replacemsg_traffic_quota
          fortios_system_replacemsg_utm fortios_system_replacemsg_webproxy fortios_system_resource_limits
          fortios_system_sdn_connector fortios_system_session_helper fortios_system_session_ttl
          fortios_system_settings fortios_system_sflow fortios_system_sit_tunnel fortios_system_sms_server
          fortios_system_snmp_community fortios_system_snmp_sysinfo fortios_system_snmp_user fortios_system_storage
          fortios_system_switch_interface fortios_system_tos_based_priority fortios_system_vdom
          fortios_system_vdom_dns fortios_system_vdom_exception fortios_system_vdom_link fortios_system_vdom_netflow
          fortios_system_vdom_property fortios_system_vdom_radius_server fortios_system_vdom_sflow
          fortios_system_virtual_wan_link fortios_system_virtual_wire_pair fortios_system_vxlan fortios_system_wccp
          fortios_system_zone fortios_user_adgrp fortios_user_device fortios_user_device_access_list
          fortios_user_device_category fortios_user_device_group fortios_user_domain_controller
          fortios_user_fortitoken fortios_user_fsso fortios_user_fsso_polling fortios_user_group
          fortios_user_krb_keytab fortios_user_ldap fortios_user_local fortios_user_password_policy
          fortios_user_peer fortios_user_peergrp fortios_user_pop3 fortios_user_quarantine fortios_user_radius
          fortios_user_security_exempt_list fortios_user_setting fortios_user_tacacsplus fortios_voip_profile
          fortios_vpn_certificate_ca fortios_vpn_certificate_crl fortios_vpn_certificate_local
          fortios_vpn_certificate_ocsp_server fortios_vpn_certificate_remote fortios_vpn_certificate_setting
          fortios_vpn_ipsec_concentrator fortios_vpn_ipsec_forticlient fortios_vpn_ipsec_manualkey
          fortios_vpn_ipsec_manualkey_interface fortios_vpn_ipsec_phase1 fortios_vpn_ipsec_phase1_interface
          fortios_vpn_ipsec_phase2 fortios_vpn_ipsec_phase2_interface fortios_vpn_l2tp fortios_vpn_pptp
          fortios_vpn_ssl_settings fortios_vpn_ssl_web_host_check_software fortios_vpn_ssl_web_portal
          fortios_vpn_ssl_web_realm fortios_vpn_ssl_web_user_bookmark fortios_vpn_ssl_web_user_group_bookmark
          fortios_waf_main_class fortios_waf_profile fortios_waf_signature fortios_waf_sub_class
          fortios_wanopt_auth_group fortios_wanopt_cache_service fortios_wanopt_content_delivery_network_rule
          fortios_wanopt_peer fortios_wanopt_profile fortios_wanopt_remote_storage fortios_wanopt_settings
          fortios_wanopt_webcache fortios_web_proxy_debug_url fortios_web_proxy_explicit
          fortios_web_proxy_forward_server fortios_web_proxy_forward_server_group fortios_web_proxy_global
          fortios_web_proxy_profile fortios_web_proxy_url_match fortios_web_proxy_wisp fortios_webfilter
          fortios_webfilter_content fortios_webfilter_content_header fortios_webfilter_fortiguard
          fortios_webfilter_ftgd_local_cat fortios_webfilter_ftgd_local_rating
          fortios_webfilter_ips_urlfilter_cache_setting fortios_webfilter_ips_urlfilter_setting
          fortios_webfilter_ips_urlfilter_setting6 fortios_webfilter_override fortios_webfilter_profile
          fortios_webfilter_search_engine fortios_webfilter_urlfilter fortios_wireless_controller_ap_status
          fortios_wireless_controller_ble_profile fortios_wireless_controller_bonjour_profile
          fortios_wireless_controller_global fortios_wireless_controller_hotspot20_anqp_3gpp_cellular
          fortios_wireless_controller_hotspot20_anqp_ip_address_type
          fortios_wireless_controller_hotspot20_anqp_nai_realm
          fortios_wireless_controller_hotspot20_anqp_network_auth_type
          fortios_wireless_controller_hotspot20_anqp_roaming_consortium
          fortios_wireless_controller_hotspot20_anqp_venue_name
          fortios_wireless_controller_hotspot20_h2qp_conn_capability
          fortios_wireless_controller_hotspot20_h2qp_operator_name
          fortios_wireless_controller_hotspot20_h2qp_osu_provider
          fortios_wireless_controller_hotspot20_h2qp_wan_metric fortios_wireless_controller_hotspot20_hs_profile
          fortios_wireless_controller_hotspot20_icon fortios_wireless_controller_hotspot20_qos_map
          fortios_wireless_controller_inter_controller fortios_wireless_controller_qos_profile
          fortios_wireless_controller_setting fortios_wireless_controller_timers
          fortios_wireless_controller_utm_profile fortios_wireless_controller_vap
          fortios_wireless_controller_vap_group fortios_wireless_controller_wids_profile
          fortios_wireless_controller_wtp fortios_wireless_controller_wtp_group
          fortios_wireless_controller_wtp_profile
        frr.frr: frr_bgp frr_facts
        infinidat.infinibox: infini_export infini_export_client infini_fs infini_host infini_pool infini_vol
        junipernetworks.junos: junos_acl_interfaces junos_acls junos_banner junos_command junos_config junos_facts
          junos_interface junos_interfaces junos_l2_interface junos_l2_interfaces junos_l3_interface
          junos_l3_interfaces junos_lacp junos_lacp_interfaces junos_lag_interfaces junos_linkagg junos_lldp
          junos_lldp_global junos_lldp_interface junos_lldp_interfaces junos_logging junos_netconf junos_ospfv2
          junos_package junos_ping junos_rpc junos_scp junos_static_route junos_static_routes junos_system
          junos_user junos_vlan junos_vlans junos_vrf
        mellanox.onyx: onyx_aaa onyx_bfd onyx_bgp onyx_buffer_pool onyx_command onyx_config onyx_facts onyx_igmp
          onyx_igmp_interface onyx_igmp_vlan onyx_interface onyx_l2_interface onyx_l3_interface onyx_linkagg
          onyx_lldp onyx_lldp_interface onyx_magp onyx_mlag_ipl onyx_mlag_vip onyx_ntp onyx_ntp_servers_peers
          onyx_ospf onyx_pfc_interface onyx_protocol onyx_ptp_global onyx_ptp_interface onyx_qos onyx_snmp
          onyx_snmp_hosts onyx_snmp_users onyx_syslog_files onyx_syslog_remote onyx_traffic_class onyx_username
          onyx_vlan onyx_vxlan onyx_wjh
        netbox.netbox: netbox_device netbox_interface netbox_ip_address netbox_prefix netbox_site
        openvswitch.openvswitch: openvswitch_bridge openvswitch_db openvswitch_port
        vyos.vyos: vyos_banner vyos_command vyos_config vyos_facts vyos_firewall_global vyos_firewall_interfaces
          vyos_firewall_rules vyos_interface vyos_interfaces vyos_l3_interface vyos_l3_interfaces
          vyos_lag_interfaces vyos_linkagg vyos_lldp vyos_lldp_global vyos_lldp_interface vyos_lldp_interfaces
          vyos_logging vyos_ospfv2 vyos_ping vyos_static_route vyos_static_routes vyos_system vyos_user vyos_vlan
        wti.remote: cpm_plugconfig cpm_plugcontrol cpm_serial_port_config cpm_serial_port_info cpm_user
        """
}
