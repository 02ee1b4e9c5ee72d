package io.soundforge.alchemy.gateway.batch;

import io.soundforge.alchemy.contracts.asset.Asset;
import io.soundforge.alchemy.contracts.asset.AssetRole;
import io.soundforge.alchemy.contracts.job.Job;
import io.soundforge.alchemy.contracts.job.JobArgs;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.gateway.tracks.LatestJobs;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is known of the tracks that a batch names, before it adds anything. */
final class KnownTracks {
    private final Map<TrackId, Track> byId = new HashMap<>();
    private final Map<String, Track> byExternalId = new HashMap<>();
    private final Map<TrackId, List<Job>> jobs = new HashMap<>();
    private final Map<TrackId, JobArgs> separations = new HashMap<>();
    private final Set<TrackId> withAudio = new HashSet<>();

    void addTracks(Map<TrackId, Track> some) {
        byId.putAll(some);
    }

    void addExternal(Map<String, Track> some) {
        byExternalId.putAll(some);
    }

    void addJobs(Map<TrackId, List<Job>> some) {
        jobs.putAll(some);
    }

    void addSeparations(Map<TrackId, JobArgs> some) {
        separations.putAll(some);
    }

    void addAssets(Map<TrackId, List<Asset>> some) {
        some.forEach((track, assets) -> {
            if (assets.stream().anyMatch(asset -> asset.role() == AssetRole.CANONICAL)) {
                withAudio.add(track);
            }
        });
    }

    /** The ids of all tracks found by either name. */
    Set<TrackId> ids() {
        Set<TrackId> ids = new HashSet<>(byId.keySet());
        byExternalId.values().forEach(track -> ids.add(track.id()));
        return ids;
    }

    Optional<Track> track(TrackId id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<Track> external(String externalId) {
        return Optional.ofNullable(byExternalId.get(externalId));
    }

    /** The newest job of each kind. */
    List<Job> latestJobs(TrackId track) {
        return LatestJobs.of(jobs.getOrDefault(track, List.of()));
    }

    /** What the newest separation of the track was told. */
    Optional<JobArgs> separation(TrackId track) {
        return Optional.ofNullable(separations.get(track));
    }

    /** Whether the track's audio is stored and decoded. */
    boolean hasAudio(TrackId track) {
        return withAudio.contains(track);
    }
}
