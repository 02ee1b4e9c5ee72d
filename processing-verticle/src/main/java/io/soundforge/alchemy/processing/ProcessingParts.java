package io.soundforge.alchemy.processing;

import io.soundforge.alchemy.audio.export.StemExporter;
import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.separation.TrackSeparator;
import io.soundforge.alchemy.platform.bus.Bus;
import io.soundforge.alchemy.platform.catalog.Catalog;
import io.soundforge.alchemy.platform.jobs.JobStore;
import io.soundforge.alchemy.platform.jobs.RunnerConfig;
import io.soundforge.alchemy.platform.storage.BlobStore;
import io.soundforge.alchemy.platform.uploads.OwnerRoom;

/**
 * What the processing verticle works with.
 *
 * @param room whether there is room for stems
 * @param runner how many separations run at once on this node, and when to try again
 * @param exports the same for exports
 */
public record ProcessingParts(
        Bus bus,
        JobStore jobs,
        Catalog catalog,
        BlobStore blobs,
        OwnerRoom room,
        ModelRegistry models,
        TrackSeparator separator,
        StemExporter exporter,
        SharedSegments segments,
        RunnerConfig runner,
        RunnerConfig exports) {}
