package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.job.JobArgs;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names a piece of work: the same for the same kind, track, owner and arguments. Arguments are records, so their JSON
 * has one order.
 */
final class WorkKey {
    private static final char SEPARATOR = '\n';

    private WorkKey() {}

    static String of(OwnerId owner, TrackId track, JobArgs args) {
        String work = args.kind().text()
                + SEPARATOR
                + track
                + SEPARATOR
                + JobArgsJson.write(args)
                + SEPARATOR
                + owner.value();
        return HexFormat.of().formatHex(sha256().digest(work.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
