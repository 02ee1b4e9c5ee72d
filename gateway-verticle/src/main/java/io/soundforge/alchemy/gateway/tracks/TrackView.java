package io.soundforge.alchemy.gateway.tracks;

import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobSummary;
import io.soundforge.alchemy.contracts.job.TrackState;
import io.soundforge.alchemy.contracts.media.ChosenSource;
import io.soundforge.alchemy.contracts.spotify.TrackMetadata;
import io.soundforge.alchemy.contracts.stems.SeparationFacts;
import io.soundforge.alchemy.contracts.track.Track;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A track as callers of the API see it. {@code bpm} and {@code key} stand beside {@code analysis} too, as texts and
 * numbers that old pages can print.
 *
 * @param duration seconds
 * @param status {@code pending | processing | ready | partial | error}
 * @param metadata what a music service says, with the artists one by one and the ISRC; null if none was asked
 * @param source where a known song's audio came from; null for other tracks
 * @param error the first thing that went wrong; null when nothing did
 */
record TrackView(
        String id,
        String name,
        @Nullable String artist,
        @Nullable String album,
        @Nullable String coverUrl,
        @Nullable Double duration,
        String status,
        @Nullable String error,
        @Nullable String sourceUrl,
        @Nullable TrackMetadata metadata,
        Instant createdAt,
        @Nullable String audioUrl,
        @Nullable ChosenSource source,
        List<StemView> stems,
        @Nullable SeparationFacts separation,
        @Nullable TrackAnalysis analysis,
        @Nullable Double bpm,
        @Nullable String key,
        List<JobSummary> jobs) {

    static TrackView of(TrackRows rows) {
        Track track = rows.track();
        List<Job> latest = rows.latestJobs();
        Failure failure = LatestJobs.firstFailure(latest);
        TrackAnalysis analysis = rows.analysis();
        return new TrackView(
                track.id().toString(),
                track.name(),
                track.artist(),
                track.album(),
                track.coverUrl(),
                track.duration(),
                TrackState.of(latest).text(),
                failure == null ? null : failure.message(),
                track.sourceUrl(),
                rows.metadata(),
                track.createdAt(),
                rows.original().isPresent() ? "/api/tracks/" + track.id() + "/audio" : null,
                rows.source(),
                rows.newestStems().stream().map(StemView::of).toList(),
                rows.separation(),
                analysis,
                analysis == null ? null : analysis.bpm(),
                analysis == null || analysis.key() == null
                        ? null
                        : analysis.key().text(),
                latest.stream().map(JobSummary::of).toList());
    }
}
