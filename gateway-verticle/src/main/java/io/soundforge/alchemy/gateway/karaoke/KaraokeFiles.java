package io.soundforge.alchemy.gateway.karaoke;

import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.interchange.BeatFiles;
import io.soundforge.alchemy.gateway.tracks.TrackRows;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the names of a karaoke job's files mean. A name is compared, never made into a path. */
final class KaraokeFiles {
    static final String FOLDER_STEMS = "stems";
    static final String FOLDER_BEATS = "beat_analysis";
    static final String FOLDER_TRANSCRIPTION = "transcription";

    private final TrackRows rows;

    KaraokeFiles(TrackRows rows) {
        this.rows = rows;
    }

    /** {@code original.mp3}, whatever type it is, or with its real extension. Fails with NOT_FOUND. */
    Asset original(String name) {
        return rows.original()
                .filter(asset -> name.equals("original.mp3") || name.equals(asset.name()))
                .orElseThrow(KaraokeFiles::missing);
    }

    /** {@code vocals.wav}, whatever type it is, or with its real extension. Fails with NOT_FOUND. */
    Asset stem(String name) {
        return rows.newestStems().stream()
                .filter(stem -> name.equals(stem.type() + ".wav") || name.equals(stem.name()))
                .findFirst()
                .orElseThrow(KaraokeFiles::missing);
    }

    /** A document in one of the other folders, as a record. Fails with NOT_FOUND, saying what is missing. */
    Object document(String folder, String name) {
        if (folder.equals(FOLDER_TRANSCRIPTION)) {
            throw notFound("there is no transcription: no engine for it is installed");
        }
        if (!folder.equals(FOLDER_BEATS)) {
            throw missing();
        }
        return switch (name) {
            case "analysis.json" -> BeatFiles.analysis(analysis());
            case "beats.json" -> BeatFiles.beats(analysis());
            case "onsets.json" -> onsets(analysis());
            default -> throw missing();
        };
    }

    private TrackAnalysis analysis() {
        @Nullable TrackAnalysis analysis = rows.analysis();
        return Optional.ofNullable(analysis).orElseThrow(() -> notFound("the beat analysis is not there (yet)"));
    }

    private static Map<String, @Nullable Object> onsets(TrackAnalysis analysis) {
        return BeatFiles.onsets(analysis)
                .orElseThrow(() -> notFound("no onsets are known of this track: "
                        + analysis.reasons()
                                .getOrDefault(
                                        "onsets",
                                        analysis.reasons().getOrDefault("notes", "no notes were found in it"))));
    }

    private static AlchemyException missing() {
        return notFound("this job has no such file (yet)");
    }

    private static AlchemyException notFound(String message) {
        return new AlchemyException(ErrorCode.NOT_FOUND, message);
    }
}
