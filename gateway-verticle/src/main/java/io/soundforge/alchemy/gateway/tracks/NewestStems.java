package io.soundforge.alchemy.gateway.tracks;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import java.util.Comparator;
import java.util.List;

/** The stems of the newest separation of the present audio only: two separations never mix. */
public final class NewestStems {
    private NewestStems() {}

    /**
     * Those among a track's assets, by name.
     *
     * @param oldestFirst all assets of one track
     */
    public static List<Asset> of(List<Asset> oldestFirst) {
        List<Asset> stems = oldestFirst.subList(presentAudio(oldestFirst), oldestFirst.size()).stream()
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

    /** The place of the audio that all behind it belongs to: the last that differs from what was there before. */
    private static int presentAudio(List<Asset> oldestFirst) {
        int place = 0;
        String content = null;
        for (int i = 0; i < oldestFirst.size(); i++) {
            Asset asset = oldestFirst.get(i);
            if (asset.role() == AssetRole.CANONICAL) {
                place = content == null || content.equals(asset.sha256()) ? place : i;
                content = asset.sha256();
            }
        }
        return place;
    }
}
