package io.soundforge.alchemy.contracts.job;

import io.soundforge.alchemy.contracts.media.AudioSource;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.contracts.studio.ExportOptions;

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
}
