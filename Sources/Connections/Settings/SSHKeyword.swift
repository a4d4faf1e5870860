/// The keywords of ssh_config(5) (OpenSSH 9.2), each with what becomes of it here: the one table of them.
enum SSHKeyword {
    enum Handling {
        /// It does what ssh does.
        case honoured
        /// It makes no difference to a run.
        case withoutEffect
        /// It would make a difference, is not honoured, and does no harm where it is left out: refused as an argument only.
        case refused
        /// It bears on which host is reached or whether it is trusted, and is not honoured: a warning names it.
        case warned
    }

    /// Nil for what ssh would not take either. Names are in lower case.
    static func handling(of name: String) -> Handling? { table[name] }

    /// Keywords whose lines add up; of the others the first counts.
    static let accumulating: Set<String> = ["identityfile", "sendenv"]

    private static let table: [String: Handling] = {
        var table: [String: Handling] = [:]
        for (handling, names) in [
            (Handling.honoured, honoured), (.withoutEffect, withoutEffect), (.refused, refused), (.warned, warned),
        ] {
            for name in names.split(whereSeparator: \.isWhitespace) { table[String(name)] = handling }
        }
        return table
    }()

    private static let honoured = """
        addressfamily bindaddress challengeresponseauthentication ciphers connecttimeout globalknownhostsfile
        hostkeyalgorithms hostkeyalias hostname identitiesonly identityagent identityfile kbdinteractiveauthentication
        kexalgorithms macs passwordauthentication port preferredauthentications proxycommand proxyjump
        pubkeyacceptedalgorithms pubkeyacceptedkeytypes pubkeyauthentication requiredrsasize revokedhostkeys sendenv
        serveralivecountmax serveraliveinterval setenv skeyauthentication stricthostkeychecking user userknownhostsfile
        """

    /// Multiplexing, what is shown, terminals, and methods of logging in that are never tried.
    private static let withoutEffect = """
        addkeystoagent batchmode checkhostip clearallforwardings compression compressionlevel connectionattempts
        controlmaster controlpath controlpersist enableescapecommandline enablesshkeysign escapechar fingerprinthash
        forkafterauthentication forwardx11 forwardx11timeout forwardx11trusted gssapiauthentication
        gssapiclientidentity gssapidelegatecredentials gssapikexalgorithms gssapikeyexchange gssapirenewalforcesrekey
        gssapiserveridentity gssapitrustdns hashknownhosts hostbasedacceptedalgorithms hostbasedauthentication hostbasedkeytypes
        ignoreunknown include ipqos kbdinteractivedevices loglevel logverbose nohostauthenticationforlocalhost
        numberofpasswordprompts obscurekeystroketiming requesttty stdinnull streamlocalbindmask streamlocalbindunlink
        syslogfacility tcpkeepalive updatehostkeys useroaming verifyhostkeydns visualhostkey warnweakcrypto
        xauthlocation
        """

    private static let refused = """
        bindinterface casignaturealgorithms certificatefile dynamicforward exitonforwardfailure forwardagent gatewayports
        localcommand localforward permitlocalcommand permitremoteopen pkcs11provider rekeylimit remotecommand
        remoteforward securitykeyprovider sessiontype tag tunnel tunneldevice
        """

    private static let warned = """
        canonicaldomains canonicalizefallbacklocal canonicalizehostname canonicalizemaxdots canonicalizepermittedcnames
        knownhostscommand match proxyusefdpass
        """
}
