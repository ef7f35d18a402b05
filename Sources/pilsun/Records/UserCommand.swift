import Accounts
import ArgumentParser
import FoundationEssentials
import Records
import Server

/// `pilsun user`: accounts from the command line, while the server runs or not.
struct UserCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Adds, lists and removes accounts, and gives roles.",
        subcommands: [Add.self, List.self, ChangeRole.self, Remove.self])

    /// `pilsun user add`
    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Adds an account; its password is the first line of standard input.",
            discussion: "printf '%s\\n' \"$PASSWORD\" | pilsun user add minji@example.org --role teacher")

        @OptionGroup var records: RecordsOptions
        @Argument(help: "The address of the account.") var email: String
        @Option(help: "What others see of them.") var username: String?
        @Option(help: "learner, teacher or admin.", transform: UserCommand.role) var role: Role = .learner

        func run() throws {
            guard let password = readLine(), !password.isEmpty else {
                throw CommandFailure("The password is missing: give it as the first line of standard input.")
            }
            let (email, username, role) = (email, username, role)
            let user = try records.withAccounts { accounts in
                try await accounts.add(email: email, password: password, username: username, role: role)
            }
            print(UserCommand.line(user))
        }
    }

    /// `pilsun user list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints a line for each account: id, role, address, name, when it was made, between tabs.")

        @OptionGroup var records: RecordsOptions

        func run() throws {
            try records.withAccounts { accounts in
                var after: RecordID?
                repeat {
                    let page = try await accounts.archive.users(after: after, limit: 500)
                    for user in page.items { print(UserCommand.line(user)) }
                    after = page.next
                } while after != nil
            }
        }
    }

    /// `pilsun user role`
    struct ChangeRole: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "role",
            abstract: "Gives an account another role, which its devices have within fifteen minutes.")

        @OptionGroup var records: RecordsOptions
        @Argument(help: "The address or the id of the account.") var account: String
        @Argument(help: "learner, teacher or admin.", transform: UserCommand.role) var role: Role

        func run() throws {
            let (account, role) = (account, role)
            let user = try records.withAccounts { accounts in
                try await accounts.give(role, to: try await UserCommand.find(account, in: accounts).id)
            }
            print(UserCommand.line(user))
        }
    }

    /// `pilsun user remove`
    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Removes an account, and everything of it that the records hold.")

        @OptionGroup var records: RecordsOptions
        @Argument(help: "The address or the id of the account.") var account: String

        func run() throws {
            let account = account
            try records.withAccounts { accounts in
                try await accounts.archive.remove(try await UserCommand.find(account, in: accounts).id)
            }
        }
    }

    static func role(_ word: String) throws -> Role {
        guard let role = Role(rawValue: word) else {
            throw ValidationError("The role “\(word)” is none: use learner, teacher or admin.")
        }
        return role
    }

    fileprivate static func find(_ account: String, in accounts: Accounts) async throws -> User {
        let user: User? =
            if let id = RecordID(account) {
                try await accounts.archive.user(id)
            } else if let email = EmailAddress(account) {
                try await accounts.archive.credentials(of: email)?.user
            } else {
                nil
            }
        guard let user else { throw CommandFailure("There is no account “\(account)”.") }
        return user
    }

    fileprivate static func line(_ user: User) -> String {
        // A name may hold whatever somebody typed: nothing of it is to look like another column or line.
        let words = [
            "\(user.id)", user.role.rawValue, user.email?.text ?? "\(user.issuer) \(user.subject)", user.username ?? "",
            "\(user.createdAt)",
        ]
        return words.map {
            String($0.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) })
        }
        .joined(separator: "\t")
    }
}

extension RecordsOptions {
    /// Runs work on the accounts that lie in the folder, and waits for it.
    fileprivate func withAccounts<Value: Sendable>(
        _ work: @escaping @Sendable (Accounts) async throws -> Value
    ) throws -> Value {
        let environment = ProcessInfo.processInfo.environment
        let folder = try folder(environment), archive = try open(environment).archive, desk = PasswordDesk()
        defer {
            desk.stop()
            archive.close()
        }
        let accounts = Accounts(archive: archive, keys: try AccountKeys(path: folder.accountKeys), desk: desk)
        do {
            return try waiting { try await work(accounts) }
        } catch let failure as AccountFailure {
            throw CommandFailure("\(failure)")
        } catch let error as ArchiveError {
            throw CommandFailure("\(error)")
        }
    }
}
