package io.soundforge.alchemy.gateway;

import io.soundforge.alchemy.platform.http.AllowedHosts;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the HTTP edge is told.
 *
 * @param host address to listen on
 * @param port 0 takes a free one
 * @param extraPort where the old clients' sockets look too; taken only if it is free; null for none
 * @param hosts under which names requests are answered
 * @param corsOrigins further origins whose pages may call; {@code *} for all
 * @param maxUploadBytes largest file taken
 * @param uploadDeadline after which an unfinished upload is cut off
 * @param intake how files come and go
 */
public record GatewayConfig(
        String host,
        int port,
        @Nullable Integer extraPort,
        AllowedHosts hosts,
        List<String> corsOrigins,
        long maxUploadBytes,
        int maxAudioMinutes,
        Duration uploadDeadline,
        @Nullable String supabaseUrl,
        @Nullable String supabaseAnonKey,
        String version,
        IntakeConfig intake) {
    public GatewayConfig {
        corsOrigins = List.copyOf(corsOrigins);
    }

    /** With the usual ways of files. */
    public GatewayConfig(
            String host,
            int port,
            @Nullable Integer extraPort,
            AllowedHosts hosts,
            List<String> corsOrigins,
            long maxUploadBytes,
            int maxAudioMinutes,
            Duration uploadDeadline,
            @Nullable String supabaseUrl,
            @Nullable String supabaseAnonKey,
            String version) {
        this(
                host,
                port,
                extraPort,
                hosts,
                corsOrigins,
                maxUploadBytes,
                maxAudioMinutes,
                uploadDeadline,
                supabaseUrl,
                supabaseAnonKey,
                version,
                IntakeConfig.USUAL);
    }
}
