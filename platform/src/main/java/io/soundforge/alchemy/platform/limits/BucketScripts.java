package io.soundforge.alchemy.platform.limits;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/** What Redis runs for buckets, each script as one step. */
final class BucketScripts {
    /**
     * As {@link TokenBucket}, for several at once. Arguments: interval and window of each key, in microseconds. Answer: the
     * time, then for each key whether it had a permit, and when it will be full. Numbers stay below 2^53.
     */
    private static final String TAKE = """
            local clock = redis.call('TIME')
            local now = clock[1] * 1000000 + clock[2]
            local full, had, all = {}, {}, true
            for i, key in ipairs(KEYS) do
              full[i] = tonumber(redis.call('GET', key) or 0)
              had[i] = math.max(full[i], now) + ARGV[2 * i - 1] - ARGV[2 * i] <= now
              all = all and had[i]
            end
            local answer = { string.format('%.0f', now) }
            for i, key in ipairs(KEYS) do
              if all then
                full[i] = math.max(full[i], now) + ARGV[2 * i - 1]
                redis.call('SET', key, string.format('%.0f', full[i]), 'PX', math.ceil((full[i] - now) / 1000))
              end
              answer[2 * i] = had[i] and 1 or 0
              answer[2 * i + 1] = string.format('%.0f', full[i])
            end
            return answer
            """;

    private static final String COUNT = """
            local count = redis.call('INCR', KEYS[1])
            redis.call('PEXPIRE', KEYS[1], ARGV[1])
            return count
            """;

    private static final String TAKE_DIGEST = digest(TAKE);

    private BucketScripts() {}

    private static String digest(String script) {
        try {
            byte[] bytes = script.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    /** @param known whether Redis has the script, so that its digest will do */
    static Request take(String prefix, List<Charge> charges, boolean known) {
        Request request = (known
                        ? Request.cmd(Command.EVALSHA).arg(TAKE_DIGEST)
                        : Request.cmd(Command.EVAL).arg(TAKE))
                .arg(charges.size());
        charges.forEach(charge -> request.arg(prefix + charge.quota().name() + ':' + charge.caller()));
        charges.forEach(charge ->
                request.arg(charge.quota().interval()).arg(charge.quota().windowMicros()));
        return request;
    }

    static Request count(String key, Duration quiet) {
        return Request.cmd(Command.EVAL).arg(COUNT).arg(1).arg(key).arg(quiet.toMillis());
    }
}
