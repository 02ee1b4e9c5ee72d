package io.soundforge.alchemy.platform.catalog;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.job.JobId;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExportsTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    @Test
    void newestThreeOfATrack_areKept() {
        TrackId track = services.newTrack("song").id();
        Asset stem = asset(track, AssetRole.STEM);
        await(services.database().inTransaction(tx -> services.catalog().addAsset(tx, stem)));
        Asset ofOther = asset(services.newTrack("other").id(), AssetRole.EXPORT);
        assertThat(add(ofOther)).isEmpty();
        List<Asset> exports = new ArrayList<>();
        List<Asset> removed = new ArrayList<>();

        for (int i = 0; i < Exports.KEPT + 2; i++) {
            Asset export = asset(track, AssetRole.EXPORT);
            exports.add(export);
            removed.addAll(add(export));
        }

        assertThat(removed).isEqualTo(exports.subList(0, 2));
        assertThat(await(exports().find(track, exports.get(1).job()))).isEmpty();
        assertThat(await(exports().find(track, exports.get(2).job()))).contains(exports.get(2));
        assertThat(await(exports().find(ofOther.track(), exports.get(2).job()))).isEmpty();
        assertThat(await(exports().find(ofOther.track(), ofOther.job()))).contains(ofOther);
        assertThat(await(exports().find(track, stem.job()))).isEmpty();
        assertThat(await(services.catalog().newest(track, AssetRole.STEM))).contains(stem);
    }

    private static Exports exports() {
        return services.catalog().exports();
    }

    private static List<Asset> add(Asset export) {
        return await(services.database().inTransaction(tx -> exports().add(tx, export)));
    }

    private static Asset asset(TrackId track, AssetRole role) {
        return new Asset(
                UUID.randomUUID(),
                track,
                JobId.random(),
                role,
                "stems.zip",
                "export",
                "k",
                "application/zip",
                1,
                "00",
                1);
    }
}
