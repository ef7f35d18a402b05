import API
import Access
import Accounts
import Logging
import Loop
import PostgresArchive
import Records
import SQLiteArchive
import Wire

/// What a server keeps: its archive, its accounts, and the API over them. Where the archive cannot be used the stroke service goes on without, and the
/// API says so.
final class ServerRecords: Sendable {
    let api: API
    /// Reads the tokens of the server's own accounts, nil where there are none.
    let accounts: Accounts?
    /// Where sessions leave what was written; nil where nothing is kept.
    let keeper: ArchiveKeeper?
    /// Nil where nothing is kept.
    let archive: (any Archive)?
    private let desk: PasswordDesk?
    private let letters: LetterFolder?

    /// Opens the records of a folder, and makes them where there are none.
    ///
    /// - Parameters:
    ///   - tokens: knows the operator's own tokens.
    ///   - secret: gives the same keys of accounts on every node; nil for those of the folder.
    ///   - ended: passes on which devices were signed out.
    init(
        _ settings: RecordSettings, isShared: Bool, secret: String?, tokens: AccessControl, judge: any InkJudge,
        log: Logger, ended: EndedDevices
    ) {
        let opened = Self.open(settings, isShared: isShared, log)
        archive = opened?.archive
        keeper = opened.map { ArchiveKeeper($0.archive, log) }
        let letters =
            opened == nil
            ? nil
            : settings.mail.flatMap {
                LetterFolder($0, publicURL: settings.publicURL ?? "", log)
            }
        self.letters = letters
        if let opened, let keys = Self.keys(opened.folder, secret: secret, log) {
            let desk = PasswordDesk()
            self.desk = desk
            accounts = Accounts(
                archive: opened.archive, keys: keys, desk: desk, policy: settings.registration,
                post: letters, ended: { ended.tell($0) })
        } else {
            desk = nil
            accounts = nil
        }
        var configuration = API.Configuration()
        configuration.requestsPerMinute = settings.requestsPerMinute
        configuration.hasSecureCookies = settings.publicURL?.hasPrefix("https:") ?? false
        api = API(configuration, accounts: accounts, foreign: tokens, judge: judge) { request, path, sentence in
            log.error(
                "request failed", metadata: ["request": "\(request)", "path": "\(path)", "reason": "\(sentence)"])
        }
        ended.api = api
    }

    /// Lets go of everything, when nobody asks any more. Not to be called from a loop.
    func stop() {
        api.stop()
        keeper?.stop()
        desk?.stop()
        letters?.stop()
        archive?.close()
    }

    private static func open(
        _ settings: RecordSettings, isShared: Bool, _ log: Logger
    ) -> (archive: any Archive, folder: DataFolder)? {
        guard let data = settings.data else { return nil }
        guard !isShared || settings.database != nil else {
            log.notice("no accounts: with --redis they need --database, which all nodes share")
            return nil
        }
        do throws(ArchiveError) {
            let folder = try DataFolder(data)
            guard let url = settings.database else { return (try SQLiteArchive(path: folder.database), folder) }
            if isShared, !settings.databaseReplicas.isEmpty {
                log.notice("the replicas are not read: a node does not know what the others have changed")
            }
            let replicas = isShared ? [] : settings.databaseReplicas
            return (try PostgresArchive(url: url, replicas: replicas), folder)
        } catch {
            log.error("no accounts: the records cannot be opened", metadata: ["data": "\(data)", "reason": "\(error)"])
            return nil
        }
    }

    private static func keys(_ folder: DataFolder, secret: String?, _ log: Logger) -> AccountKeys? {
        if let secret { return AccountKeys(secret: secret) }
        do throws(SystemError) {
            return try AccountKeys(path: folder.accountKeys)
        } catch {
            log.error("no accounts: their keys cannot be read", metadata: ["reason": "\(error)"])
            return nil
        }
    }
}
