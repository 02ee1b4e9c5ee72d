package io.soundforge.alchemy.gateway.tracks;

import io.soundforge.alchemy.contracts.asset.Asset;

/** One downloadable stem; {@code color} as {@code #rrggbb}, {@code size} in bytes, {@code duration} in seconds. */
public record StemView(
        String id, String name, String type, String url, String color, long size, double duration, String contentType) {
    public static StemView of(Asset asset) {
        return new StemView(
                asset.id().toString(),
                asset.name(),
                asset.type(),
                "/api/tracks/" + asset.track() + "/stems/" + asset.id(),
                StemColor.of(asset.type()),
                asset.bytes(),
                asset.duration(),
                asset.contentType());
    }
}
