package io.soundforge.alchemy.platform.jobs;

import io.soundforge.alchemy.contracts.job.JobArgs;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.platform.bus.WireJson;

/** Arguments in rows: the kind is a column of its own and tells which record the JSON is. */
final class JobArgsJson {
    private JobArgsJson() {}

    static String write(JobArgs args) {
        return WireJson.write(args);
    }

    /** @throws IllegalArgumentException if the JSON does not fit the kind */
    static JobArgs read(JobKind kind, String json) {
        return WireJson.read(json, typeOf(kind));
    }

    private static Class<? extends JobArgs> typeOf(JobKind kind) {
        return switch (kind) {
            case RESOLVE -> JobArgs.ResolveLink.class;
            case DOWNLOAD -> JobArgs.DownloadAudio.class;
            case SEPARATE -> JobArgs.SeparateTrack.class;
            case ANALYZE -> JobArgs.AnalyzeTrack.class;
            case EXPORT -> JobArgs.ExportStems.class;
            case INSTALL -> JobArgs.InstallModel.class;
        };
    }
}
