package io.soundforge.alchemy.contracts.job;

import io.soundforge.alchemy.contracts.media.AudioSource;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.contracts.studio.ExportOptions;
import io.soundforge.alchemy.contracts.track.TrackId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a worker needs to know: ids and parameters, no bytes and no machine paths. The track is the job's own. */
public sealed interface JobArgs {
    JobKind kind();

    /** Find out what a Spotify link names, and complete the track's metadata. */
    record ResolveLink(String url) implements JobArgs {
        @Override
        public JobKind kind() {
            return JobKind.RESOLVE;
        }
    }

    /** Fetch the audio, keep the original bytes, decode them once. */
    record DownloadAudio(AudioSource source) implements JobArgs {
        @Override
        public JobKind kind() {
            return JobKind.DOWNLOAD;
        }
    }

    /** Separate the track's canonical audio. */
    record SeparateTrack(SeparationOptions options) implements JobArgs {
        @Override
        public JobKind kind() {
            return JobKind.SEPARATE;
        }
    }

    /** Analyse the track's audio. */
    record AnalyzeTrack() implements JobArgs {
        @Override
        public JobKind kind() {
            return JobKind.ANALYZE;
        }
    }

    /** Put stems of the track into a zip; the options name at least one. */
    record ExportStems(ExportOptions options) implements JobArgs {
        @Override
        public JobKind kind() {
            return JobKind.EXPORT;
        }
    }

    /**
     * Fetch a model and put it among the others.
     *
     * @param url null for the catalogue's
     * @param sha256 null for the catalogue's
     * @param bytes null when not known
     */
    record InstallModel(
            String model,
            @Nullable String url,
            @Nullable String sha256,
            @Nullable Long bytes) implements JobArgs {
        @Override
        public JobKind kind() {
            return JobKind.INSTALL;
        }

        /** What stands for the model where other jobs have their track: the same for each installation of it. */
        public static TrackId subject(String model) {
            return new TrackId(UUID.nameUUIDFromBytes(("model:" + model).getBytes(StandardCharsets.UTF_8)));
        }
    }
}
