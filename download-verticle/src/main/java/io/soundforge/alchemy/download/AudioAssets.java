package io.soundforge.alchemy.download;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.platform.catalog.AssetKeys;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The assets that one attempt makes.
 *
 * @param folder key of everything that the attempt stores
 * @param cover null if the original holds no picture
 */
record AudioAssets(
        String folder,
        Asset original,
        Asset canonical,
        @Nullable Asset cover) {
    /**
     * @param originalId a fresh id
     * @param canonicalId another one
     */
    static AudioAssets of(Job job, String attemptName, DecodedAudio audio, UUID originalId, UUID canonicalId) {
        ContainerType type = ContainerType.of(audio.info());
        Asset original = asset(
                job,
                attemptName,
                originalId,
                AssetRole.ORIGINAL,
                "original." + type.extension(),
                type.contentType(),
                audio.originalBytes(),
                audio.originalSha256(),
                audio.canonical().duration());
        Asset canonical = asset(
                job,
                attemptName,
                canonicalId,
                AssetRole.CANONICAL,
                "canonical.f32",
                "application/octet-stream",
                audio.canonicalBytes(),
                audio.canonical().sha256(),
                audio.canonical().duration());
        return new AudioAssets(
                AssetKeys.folder(job.track()) + "/" + attemptName, original, canonical, cover(job, attemptName, audio));
    }

    private static @Nullable Asset cover(Job job, String attemptName, DecodedAudio audio) {
        DecodedAudio.Cover cover = audio.cover();
        return cover == null
                ? null
                : asset(
                        job,
                        attemptName,
                        UUID.randomUUID(),
                        AssetRole.COVER,
                        "cover." + cover.extension(),
                        cover.contentType(),
                        cover.bytes(),
                        cover.sha256(),
                        0);
    }

    private static Asset asset(
            Job job,
            String attemptName,
            UUID id,
            AssetRole role,
            String fileName,
            String contentType,
            long bytes,
            String sha256,
            double duration) {
        String key = AssetKeys.file(job.track(), attemptName, fileName);
        return new Asset(
                id, job.track(), job.id(), role, fileName, role.text(), key, contentType, bytes, sha256, duration);
    }
}
