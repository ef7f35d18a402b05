import Accounts
import Records
import Wire

/// A letter in the language of whoever reads it.
struct LetterText {
    /// Head, empty line and body, as mail is written (RFC 5322).
    let message: String

    init(_ letter: LetterKind, to address: EmailAddress, locale: String?, publicURL: String) {
        let words = Self.words[locale ?? ""] ?? Self.words["en"]!
        let subject: String, body: String
        switch letter {
        case .verify(let secret):
            (subject, body) = (
                words.verify.subject, "\(words.verify.body)\n\n\(Self.link(publicURL, "verify", secret))\n"
            )
        case .known: (subject, body) = (words.known.subject, "\(words.known.body)\n")
        case .reset(let secret):
            (subject, body) = (words.reset.subject, "\(words.reset.body)\n\n\(Self.link(publicURL, "reset", secret))\n")
        }
        let encoded = "=?UTF-8?B?\(Base64.encode(Array(subject.utf8)))?="
        let head = [
            "From: Pilsun <no-reply@localhost>", "To: <\(address)>", "Subject: \(encoded)", "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit",
        ]
        message = (head + [""] + body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
            .joined(separator: "\r\n")
    }

    /// Where the secret is shown; behind `#`, so that it is in no server's log.
    private static func link(_ publicURL: String, _ page: String, _ secret: String) -> String {
        "\(publicURL)/#\(page)=\(secret)"
    }

    private struct Words: Sendable {
        let verify: (subject: String, body: String)
        let known: (subject: String, body: String)
        let reset: (subject: String, body: String)
    }

    private static let words = [
        "en": Words(
            verify: (
                "Your account", "Open this link to confirm your address. If you did not register, you need do nothing."
            ),
            known: (
                "Your account",
                "Somebody registered with this address, which has an account already. Sign in, or choose another password if you have forgotten it."
            ),
            reset: (
                "Another password",
                "Open this link within an hour to choose another password. If you did not ask for it, you need do nothing."
            )),
        "ko": Words(
            verify: ("계정 확인", "아래 링크를 열어 주소를 확인해 주세요. 가입하지 않으셨다면 무시하셔도 됩니다."),
            known: ("계정 안내", "이미 계정이 있는 주소로 가입 요청이 있었습니다. 로그인하시거나, 잊으셨다면 비밀번호를 다시 설정해 주세요."),
            reset: ("비밀번호 재설정", "한 시간 안에 아래 링크를 열어 새 비밀번호를 정해 주세요. 요청하지 않으셨다면 무시하셔도 됩니다.")),
        "ja": Words(
            verify: ("アカウントの確認", "次のリンクを開いてアドレスを確認してください。登録していない場合は、何もする必要はありません。"),
            known: ("アカウントについて", "すでにアカウントのあるアドレスで登録の申し込みがありました。ログインするか、忘れた場合はパスワードを設定し直してください。"),
            reset: ("パスワードの再設定", "一時間以内に次のリンクを開いて、新しいパスワードを決めてください。心当たりがなければ、何もする必要はありません。")),
        "zh": Words(
            verify: ("确认账户", "请打开下面的链接确认您的地址。如果您没有注册，请忽略此邮件。"),
            known: ("账户提示", "有人用这个已有账户的地址注册。请直接登录；如果忘记了密码，请重新设置。"),
            reset: ("重设密码", "请在一小时内打开下面的链接设置新密码。如果不是您本人的请求，请忽略此邮件。")),
    ]
}
