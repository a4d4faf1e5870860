extension SettingReference {
    /// The options of a server of `[galaxy] server_list`, called `{name}` here.
    static let galaxyRows = """
        url | str | null | ANSIBLE_GALAXY_SERVER_{NAME}_URL | galaxy_server.{name}:url |  |  | required
        username | str | null | ANSIBLE_GALAXY_SERVER_{NAME}_USERNAME | galaxy_server.{name}:username
        password | str | null | ANSIBLE_GALAXY_SERVER_{NAME}_PASSWORD | galaxy_server.{name}:password
        token | str | null | ANSIBLE_GALAXY_SERVER_{NAME}_TOKEN | galaxy_server.{name}:token
        auth_url | str | null | ANSIBLE_GALAXY_SERVER_{NAME}_AUTH_URL | galaxy_server.{name}:auth_url
        api_version | int | null | ANSIBLE_GALAXY_SERVER_{NAME}_API_VERSION | galaxy_server.{name}:api_version |  | 2,3
        validate_certs | bool | null | ANSIBLE_GALAXY_SERVER_{NAME}_VALIDATE_CERTS | galaxy_server.{name}:validate_certs
        client_id | str | null | ANSIBLE_GALAXY_SERVER_{NAME}_CLIENT_ID | galaxy_server.{name}:client_id
        client_secret | str | null | ANSIBLE_GALAXY_SERVER_{NAME}_CLIENT_SECRET | galaxy_server.{name}:client_secret
        timeout | int | 60 | ANSIBLE_GALAXY_SERVER_{NAME}_TIMEOUT | galaxy_server.{name}:timeout
        """
}
