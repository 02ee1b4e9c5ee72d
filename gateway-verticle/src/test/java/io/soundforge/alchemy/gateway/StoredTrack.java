package io.soundforge.alchemy.gateway;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.catalog.AssetKeys;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/** A track with files in the store, as jobs would have made them. */
final class StoredTrack {
    private final PlatformServices services;
    private final Track track;
    private final JobId job = JobId.random();

    StoredTrack(PlatformServices services, OwnerId owner, String name) {
        this.services = services;
        this.track = new Track(
                TrackId.random(),
                owner,
                name,
                null,
                null,
                null,
                null,
                null,
                null,
                Instant.parse("2026-01-02T03:04:05Z"));
        await(services.database().inTransaction(tx -> services.catalog().insert(tx, track)));
    }

    TrackId id() {
        return track.id();
    }

    String path(String file) {
        return "/api/tracks/" + track.id() + "/" + file;
    }

    Asset add(AssetRole role, String name, byte[] bytes) throws IOException, GeneralSecurityException {
        return add(role, name, "audio/wav", bytes);
    }

    Asset add(AssetRole role, String name, String contentType, byte[] bytes)
            throws IOException, GeneralSecurityException {
        String key = AssetKeys.file(track.id(), "attempt-1", UUID.randomUUID() + "-" + role.text());
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        Asset asset = new Asset(
                UUID.randomUUID(), track.id(), job, role, name, role.text(), key, contentType, bytes.length, sha256, 1);
        Path incoming = Files.write(services.folder().resolve("incoming-" + asset.id()), bytes);
        await(services.blobs().adopt(incoming, key));
        await(services.database().inTransaction(tx -> services.catalog().addAsset(tx, asset)));
        return asset;
    }
}
