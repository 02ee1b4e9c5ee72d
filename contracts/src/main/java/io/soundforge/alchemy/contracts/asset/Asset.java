package io.soundforge.alchemy.contracts.asset;

import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.track.TrackId;
import java.util.UUID;

/**
 * Stored bytes that belong to a track.
 *
 * @param id names the asset in URLs
 * @param job the job that made it
 * @param name file name shown to people, such as {@code vocals.flac}
 * @param type for a stem its part ({@code vocals}, {@code no_vocals}, …), else the role
 * @param key where the bytes lie in the blob store
 * @param bytes size of the stored file
 * @param sha256 lower-case hex of the stored bytes
 * @param duration seconds
 */
public record Asset(
        UUID id,
        TrackId track,
        JobId job,
        AssetRole role,
        String name,
        String type,
        String key,
        String contentType,
        long bytes,
        String sha256,
        double duration) {}
