package io.soundforge.alchemy.gateway.batch;

import io.soundforge.alchemy.contracts.batch.BatchItem;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.contracts.spotify.TrackMetadata;
import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.Track;
import io.soundforge.alchemy.contracts.track.TrackId;
import io.soundforge.alchemy.gateway.tracks.ImportRequest;
import io.soundforge.alchemy.gateway.tracks.LatestJobs;
import io.soundforge.alchemy.gateway.tracks.NewTracks;
import io.soundforge.alchemy.platform.identity.AccessPolicy;
import io.soundforge.alchemy.platform.jobs.TrackPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a batch comes down to: tracks to add, work to do on them and on tracks that exist, and which file is which track.
 * The same link twice is one track; work that is live or done is not repeated.
 */
final class BatchPlan {
    private final OwnerId owner;
    private final NewTracks newTracks;
    private final KnownTracks known;
    private final List<Track> tracks = new ArrayList<>();
    private final Map<TrackId, TrackMetadata> metadata = new LinkedHashMap<>();
    private final List<TrackPlan> plans = new ArrayList<>();
    private final List<BatchItem> items = new ArrayList<>();
    private final Map<String, TrackId> linked = new HashMap<>();
    private final Set<TrackId> planned = new HashSet<>();
    private final Problems problems = new Problems();

    private BatchPlan(OwnerId owner, NewTracks newTracks, KnownTracks known) {
        this.owner = owner;
        this.newTracks = newTracks;
        this.known = known;
    }

    /** Fails with INVALID_REQUEST if not one of the files can be used. */
    static BatchPlan of(OwnerId owner, BatchRequest request, KnownTracks known, NewTracks newTracks) {
        BatchPlan plan = new BatchPlan(owner, newTracks, known);
        for (int index = 0; index < request.files().size(); index++) {
            plan.add(index, request.files().get(index), request);
        }
        plan.problems.throwIfNoneIsLeft(request.files().size());
        return plan;
    }

    List<Track> tracks() {
        return tracks;
    }

    /** What is known of some of the tracks already. */
    Map<TrackId, TrackMetadata> metadata() {
        return metadata;
    }

    List<TrackPlan> plans() {
        return plans;
    }

    List<BatchItem> items() {
        return items;
    }

    private void add(int index, BatchFile file, BatchRequest request) {
        if (file instanceof BatchFile.Known existing) {
            addExisting(index, file.source(), known.track(existing.track()), request);
        } else if (file instanceof BatchFile.Named named) {
            addExisting(index, file.source(), known.external(named.externalId()), request);
        } else if (file instanceof BatchFile.Link link) {
            TrackId track = linked.computeIfAbsent(link.request().url(), url -> trackOf(link.request()));
            items.add(new BatchItem(index, file.source(), track));
        } else if (file instanceof BatchFile.Refused refused) {
            refuse(index, file.source(), refused.reason());
        } else {
            throw new IllegalStateException("collections and short links are read before; got " + file.source());
        }
    }

    private void refuse(int index, String source, Failure reason) {
        problems.add(index, reason);
        items.add(new BatchItem(index, source, null, reason));
    }

    private TrackId trackOf(ImportRequest request) {
        String externalId = request.externalId();
        Optional<Track> before = externalId == null ? Optional.empty() : known.external(externalId);
        if (before.isPresent()) {
            TrackId track = before.get().id();
            if (LatestJobs.startAnew(known.latestJobs(track)) && planned.add(track)) {
                plans.add(new TrackPlan(track, request.plan()));
            }
            return track;
        }
        Track track = newTracks.ofLink(owner, request);
        tracks.add(track);
        if (request.metadata() != null) {
            metadata.put(track.id(), request.metadata());
        }
        plans.add(new TrackPlan(track.id(), request.plan()));
        return track.id();
    }

    private void addExisting(int index, String source, Optional<Track> track, BatchRequest request) {
        Optional<Track> found = track.filter(candidate -> AccessPolicy.mayAccess(owner, candidate.owner()));
        if (found.isEmpty()) {
            refuse(index, source, new Failure(ErrorCode.NOT_FOUND, "there is no such track"));
            return;
        }
        TrackId id = found.get().id();
        MissingWork work = new MissingWork(known, id, request.options());
        if (!work.isEmpty() && !known.hasAudio(id)) {
            refuse(index, source, new Failure(ErrorCode.CONFLICT, "the audio of this track is not here yet"));
            return;
        }
        items.add(new BatchItem(index, source, id));
        if (!work.isEmpty() && planned.add(id)) {
            plans.add(new TrackPlan(id, work.plan()));
        }
    }
}
