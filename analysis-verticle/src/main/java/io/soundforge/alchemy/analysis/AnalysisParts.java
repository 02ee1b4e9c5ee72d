package io.soundforge.alchemy.analysis;

import io.soundforge.alchemy.audio.analysis.FileAnalyzer;
import io.soundforge.alchemy.audio.media.MediaProbe;
import io.soundforge.alchemy.platform.bus.Bus;
import io.soundforge.alchemy.platform.catalog.Catalog;
import io.soundforge.alchemy.platform.jobs.JobStore;
import io.soundforge.alchemy.platform.jobs.RunnerConfig;
import io.soundforge.alchemy.platform.storage.BlobStore;

/** What the analysis verticle works with. */
public record AnalysisParts(
        Bus bus,
        JobStore jobs,
        Catalog catalog,
        BlobStore blobs,
        MediaProbe probe,
        FileAnalyzer analyzer,
        RunnerConfig runner) {}
