package io.soundforge.alchemy.gateway.tracks;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import java.util.Comparator;
import java.util.List;

/** The stems of the newest separation only: two separations never mix. */
public final class NewestStems {
    private NewestStems() {}

    /**
     * Those among a track's assets, by name.
     *
     * @param oldestFirst all assets of one track
     */
    public static List<Asset> of(List<Asset> oldestFirst) {
        List<Asset> stems = oldestFirst.stream()
                .filter(asset -> asset.role() == AssetRole.STEM)
                .toList();
        if (stems.isEmpty()) {
            return List.of();
        }
        var newest = stems.get(stems.size() - 1).job();
        return stems.stream()
                .filter(stem -> stem.job().equals(newest))
                .sorted(Comparator.comparing(Asset::name))
                .toList();
    }
}
