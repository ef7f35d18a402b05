/// The Lua scripts by which Redis keeps logs: each is one atomic step, and answers instead of failing.
///
/// `KEYS[1]` is the stream of items (`epoch-ink`, field `b` with blocks of ink or `o` with the new owner), `KEYS[2]` the hash with
/// `owner`, `head`, `base` (`ink output character`) and the results `r0`, `r1` …. Positions are compared as numbers: all are below 2^53.
enum LogScripts {
    private static let top = """
        local function top()
          local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
          if not last[1] then return nil end
          local epoch, ink = string.match(last[1][1], '^(%d+)-(%d+)$')
          return last[1][1], tonumber(epoch), tonumber(ink)
        end
        local function owns(name) return redis.call('HGET', KEYS[2], 'owner') == name and 1 or 0 end
        local function expire(ttl)
          redis.call('PEXPIRE', KEYS[1], ttl)
          redis.call('PEXPIRE', KEYS[2], ttl)
        end

        """

    /// `LogCommand.write`: owner, ttl, epoch, ink, blocks, head, base, character of the base, results (field, text) ….
    static let write =
        top + """
            local id, epoch, ink = top()
            if id then
              local own = owns(ARGV[1])
              local mine = tonumber(ARGV[3])
              if epoch > mine or (epoch == mine and (own == 0 or ink > tonumber(ARGV[4]))) then
                return {'refused', id, own}
              end
            end
            local kept = {}
            for index = 0, tonumber(ARGV[8]) - 1 do
              local line = redis.call('HGET', KEYS[2], 'r' .. index)
              if line then kept['r' .. index] = line end
            end
            -- First what Redis refuses when it is out of memory: after a deletion it would let all the rest pass.
            redis.call('HSET', KEYS[2], 'owner', ARGV[1])
            redis.call('DEL', KEYS[1], KEYS[2])
            redis.call('HSET', KEYS[2], 'owner', ARGV[1], 'head', ARGV[6], 'base', ARGV[7])
            for field, line in pairs(kept) do redis.call('HSET', KEYS[2], field, line) end
            for index = 9, #ARGV, 2 do redis.call('HSET', KEYS[2], ARGV[index], ARGV[index + 1]) end
            redis.call('XADD', KEYS[1], ARGV[3] .. '-' .. ARGV[4], 'b', ARGV[5])
            expire(ARGV[2])
            return {'stored'}
            """

    /// `LogCommand.trim`: owner, ttl, epoch, first item that stays, ink of the new base, the new base, results (field, text) ….
    static let trim =
        top + """
            local id, epoch, ink = top()
            if not id then return {'missing'} end
            local own = owns(ARGV[1])
            if own == 0 or epoch ~= tonumber(ARGV[3]) then return {'refused', id, own} end
            local base = redis.call('HGET', KEYS[2], 'base')
            if not base then return {'missing'} end
            if tonumber(string.match(base, '^%d+')) <= tonumber(ARGV[5]) then
              redis.call('HSET', KEYS[2], 'base', ARGV[6])
              for index = 7, #ARGV, 2 do redis.call('HSET', KEYS[2], ARGV[index], ARGV[index + 1]) end
              local first = ARGV[4]
              local firstEpoch, firstInk = string.match(first, '^(%d+)-(%d+)$')
              firstEpoch, firstInk = tonumber(firstEpoch), tonumber(firstInk)
              -- The last item stays: it says who owns the session.
              if firstEpoch > epoch or (firstEpoch == epoch and firstInk > ink) then first = id end
              redis.call('XTRIM', KEYS[1], 'MINID', first)
            end
            expire(ARGV[2])
            return {'stored'}
            """

    /// `LogCommand.look`: owner.
    static let look =
        top + """
            local id = top()
            if not id then return {'missing'} end
            return {'top', id, owns(ARGV[1])}
            """

    /// Takes a log over: owner, ttl, the new epoch, the epoch in which the asker has the whole log already (or nothing).
    static let attach =
        top + """
            local id, epoch = top()
            local head = redis.call('HGETALL', KEYS[2])
            if not id or not head[1] then return {'missing'} end
            if epoch >= tonumber(ARGV[3]) then return {'late', id} end
            local items = {}
            if tonumber(ARGV[4]) ~= epoch then items = redis.call('XRANGE', KEYS[1], '-', '+') end
            redis.call('XADD', KEYS[1], ARGV[3] .. '-0', 'o', ARGV[1])
            redis.call('HSET', KEYS[2], 'owner', ARGV[1])
            expire(ARGV[2])
            return {'attached', id, head, items}
            """

    /// Reads a log without touching it: the channel of its owner without the name, what that one is told (or nothing), and the position
    /// behind which items are wanted (or nothing for all there is).
    static let follow =
        top + """
            local id = top()
            local owner = redis.call('HGET', KEYS[2], 'owner')
            if not id or not owner then return {'missing'} end
            if ARGV[2] ~= '' then redis.call('PUBLISH', ARGV[1] .. owner, ARGV[2]) end
            if ARGV[3] ~= '' then return {'more', id, redis.call('XRANGE', KEYS[1], ARGV[3], '+')} end
            return {'attached', id, redis.call('HGETALL', KEYS[2]), redis.call('XRANGE', KEYS[1], '-', '+')}
            """
}
