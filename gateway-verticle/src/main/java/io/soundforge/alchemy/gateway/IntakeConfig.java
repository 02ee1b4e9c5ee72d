package io.soundforge.alchemy.gateway;

import io.soundforge.alchemy.platform.uploads.OwnerQuota;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway is told about the files that come and go.
 *
 * @param quota how much one owner may have
 * @param uploadKept how long an upload in parts may take
 * @param mostUnfinished uploads in parts that one owner may have at once
 * @param clamAv looks at what is uploaded; null for nobody
 * @param linkSecrets for links that carry their own permission: the first signs, all of them hold; empty for one that the
 *     mesh makes for itself
 */
public record IntakeConfig(
        OwnerQuota quota,
        Duration uploadKept,
        int mostUnfinished,
        @Nullable ClamAvConfig clamAv,
        List<String> linkSecrets) {
    /** Without limits, without a scanner. */
    public static final IntakeConfig USUAL =
            new IntakeConfig(OwnerQuota.UNLIMITED, Duration.ofHours(24), 20, null, List.of());

    public IntakeConfig {
        linkSecrets = List.copyOf(linkSecrets);
    }

    /**
     * Where clamd listens.
     *
     * @param required whether files are refused while it does not answer
     */
    public record ClamAvConfig(String host, int port, boolean required) {}

    /** Without the secrets. */
    @Override
    public String toString() {
        return "IntakeConfig[quota=" + quota + ", uploadKept=" + uploadKept + ", mostUnfinished=" + mostUnfinished
                + ", clamAv=" + clamAv + "]";
    }
}
