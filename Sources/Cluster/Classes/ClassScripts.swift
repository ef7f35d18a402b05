/// The Lua scripts by which Redis keeps who is in a class: each entry for so long, unless it is written again.
///
/// `KEYS[1]` is the sorted set of the entries' names by the moment at which they end, `KEYS[2]` the hash of their texts. The time is
/// Redis' own.
enum ClassScripts {
    private static let sweep = """
        local time = redis.call('TIME')
        local now = time[1] * 1000 + math.floor(time[2] / 1000)
        for _, name in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now)) do
          redis.call('ZREM', KEYS[1], name)
          redis.call('HDEL', KEYS[2], name)
        end

        """

    /// Writes entries: how long they stand (milliseconds), then names and texts; an empty text takes the entry away.
    static let write =
        sweep + """
            local ttl = tonumber(ARGV[1])
            for index = 2, #ARGV, 2 do
              if ARGV[index + 1] == '' then
                redis.call('ZREM', KEYS[1], ARGV[index])
                redis.call('HDEL', KEYS[2], ARGV[index])
              else
                redis.call('ZADD', KEYS[1], now + ttl, ARGV[index])
                redis.call('HSET', KEYS[2], ARGV[index], ARGV[index + 1])
              end
            end
            redis.call('PEXPIRE', KEYS[1], ttl)
            redis.call('PEXPIRE', KEYS[2], ttl)
            return 'written'
            """

    /// Reads all entries.
    static let read = sweep + "return redis.call('HGETALL', KEYS[2])"
}
