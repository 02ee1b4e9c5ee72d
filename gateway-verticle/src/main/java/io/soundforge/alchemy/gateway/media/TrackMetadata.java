package io.soundforge.alchemy.gateway.media;

import io.soundforge.alchemy.contracts.analysis.LoudnessEstimate;
import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.media.MediaFacts;
import io.soundforge.alchemy.contracts.track.Track;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a player shows of a track. Texts are those of the track, which may be better than the file's own; what the track has
 * none of comes from the tags.
 *
 * @param duration seconds
 * @param bitRate bits per second of the whole file; null, like all that is technical, before the original is taken in
 * @param coverUrl the picture that a music service has of it
 * @param embeddedCoverUrl the picture that came inside the original
 * @param tags all that were read from the original
 */
record TrackMetadata(
        String id,
        String title,
        @Nullable String artist,
        @Nullable String album,
        @Nullable String albumArtist,
        @Nullable String track,
        @Nullable String disc,
        @Nullable String date,
        @Nullable String genre,
        @Nullable String composer,
        @Nullable String comment,
        @Nullable String isrc,
        @Nullable Double duration,
        @Nullable String container,
        @Nullable String codec,
        @Nullable Integer sampleRate,
        @Nullable Integer channels,
        @Nullable Long bitRate,
        @Nullable Long bytes,
        @Nullable Loudness loudness,
        @Nullable String coverUrl,
        @Nullable String embeddedCoverUrl,
        Map<String, String> tags) {
    /** ReplayGain 2.0 plays everything as loud as this. */
    private static final double REPLAY_GAIN_LUFS = -18;

    /**
     * What an analysis measured.
     *
     * @param replayGainDb what a player adds to reach the reference of ReplayGain 2.0; null for silence
     */
    record Loudness(
            @Nullable Double integratedLufs,
            @Nullable Double truePeakDbtp,
            @Nullable Double replayGainDb) {
        static Loudness of(LoudnessEstimate estimate) {
            Double lufs = estimate.integratedLufs();
            Double gain = lufs == null ? null : Math.round((REPLAY_GAIN_LUFS - lufs) * 100) / 100.0;
            return new Loudness(lufs, estimate.truePeakDbtp(), gain);
        }
    }

    static TrackMetadata of(
            Track track, @Nullable MediaFacts media, Optional<Asset> cover, @Nullable TrackAnalysis analysis) {
        Map<String, String> tags = media == null ? Map.of() : new TreeMap<>(media.tags());
        LoudnessEstimate loudness = analysis == null ? null : analysis.loudness();
        return new TrackMetadata(
                track.id().toString(),
                track.name(),
                track.artist() == null ? tags.get("artist") : track.artist(),
                track.album() == null ? tags.get("album") : track.album(),
                tags.get("album_artist"),
                tags.get("track"),
                tags.get("disc"),
                tags.containsKey("date") ? tags.get("date") : tags.get("year"),
                tags.get("genre"),
                tags.get("composer"),
                tags.get("comment"),
                tags.get("isrc"),
                media == null ? track.duration() : Double.valueOf(media.duration()),
                media == null ? null : media.container(),
                media == null ? null : media.codec(),
                media == null ? null : media.sampleRate(),
                media == null ? null : media.channels(),
                media == null ? null : media.bitRate(),
                media == null ? null : media.bytes(),
                loudness == null ? null : Loudness.of(loudness),
                track.coverUrl(),
                cover.isPresent() ? "/api/tracks/" + track.id() + "/cover" : null,
                tags);
    }
}
