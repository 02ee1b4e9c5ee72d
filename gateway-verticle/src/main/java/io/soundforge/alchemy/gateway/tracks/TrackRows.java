package io.soundforge.alchemy.gateway.tracks;

import io.soundforge.alchemy.contracts.analysis.TrackAnalysis;
import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.media.ChosenSource;
import io.soundforge.alchemy.contracts.spotify.TrackMetadata;
import io.soundforge.alchemy.contracts.stems.SeparationFacts;
import io.soundforge.alchemy.contracts.track.Track;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything the rows say of one track.
 *
 * @param jobs oldest first
 * @param assets oldest first
 * @param metadata what a music service says of it; null if none was asked
 * @param source what a song of which only the metadata were known was fetched as; null for other tracks
 */
public record TrackRows(
        Track track,
        List<Job> jobs,
        List<Asset> assets,
        @Nullable SeparationFacts separation,
        @Nullable TrackAnalysis analysis,
        @Nullable TrackMetadata metadata,
        @Nullable ChosenSource source) {
    public TrackRows {
        jobs = List.copyOf(jobs);
        assets = List.copyOf(assets);
    }

    /** The newest job of each kind, in the order of the kinds. */
    public List<Job> latestJobs() {
        return LatestJobs.of(jobs);
    }

    /** The newest job of one kind. */
    public Optional<Job> latest(JobKind kind) {
        return latestJobs().stream().filter(job -> job.kind() == kind).findFirst();
    }

    /** The file as it came, once it is stored. */
    public Optional<Asset> original() {
        return ofRole(AssetRole.ORIGINAL).stream().reduce((older, newer) -> newer);
    }

    /** The stems of the newest separation only, by name: two separations never mix. */
    public List<Asset> newestStems() {
        return NewestStems.of(assets);
    }

    private List<Asset> ofRole(AssetRole role) {
        return assets.stream().filter(asset -> asset.role() == role).toList();
    }
}
