extension Become {
    /// What su asks with in the languages that it speaks.
    private static let usualPrompts = [
        "Password", "암호", "パスワード", "Adgangskode", "Contraseña", "Contrasenya", "Hasło", "Heslo", "Jelszó", "Lösenord",
        "Mật khẩu", "Mot de passe", "Parola", "Parool", "Pasahitza", "Passord", "Passwort", "Salasana", "Sandi",
        "Senha",
        "Wachtwoord", "ססמה", "Лозинка", "Парола", "Пароль", "गुप्तशब्द", "शब्दकूट", "సంకేతపదము", "හස්පදය", "密码", "密碼",
        "口令",
    ]

    /// Whether one of the prompts with a colon behind it stands in `printed`, which is in lower case.
    func asksAsSu(_ printed: String) -> Bool {
        (prompts.isEmpty ? Self.usualPrompts : prompts).contains { prompt in
            printed.ranges(of: prompt.lowercased()).contains { range in
                printed[range.upperBound...].first { !$0.isWhitespace }.map { ":：".contains($0) } ?? false
            }
        }
    }
}
