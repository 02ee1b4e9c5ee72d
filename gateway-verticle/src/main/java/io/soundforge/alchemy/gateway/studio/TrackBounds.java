package io.soundforge.alchemy.gateway.studio;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.studio.Arrangement;
import io.soundforge.alchemy.contracts.studio.ArrangementSection;
import io.soundforge.alchemy.contracts.studio.CuePoint;
import io.soundforge.alchemy.contracts.studio.Loop;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a track has room for: what lies outside is refused with INVALID_REQUEST.
 *
 * @param duration seconds; null when it is not known yet, which no time exceeds
 * @param stems ids of all stems of the track
 */
record TrackBounds(@Nullable Double duration, Set<UUID> stems) {
    /** Pages round, and a music service's duration is not to the sample. */
    private static final double TOLERANCE_SECONDS = 0.5;

    TrackBounds {
        stems = Set.copyOf(stems);
    }

    Loop require(Loop loop) {
        requireWithin("end", loop.end());
        requireStems(loop.stems());
        return loop;
    }

    CuePoint require(CuePoint point) {
        requireWithin("time", point.time());
        return point;
    }

    Arrangement require(Arrangement arrangement) {
        for (ArrangementSection section : arrangement.arrangement()) {
            requireWithin("end", section.end());
        }
        return arrangement;
    }

    void requireStems(Collection<UUID> wanted) {
        for (UUID stem : wanted) {
            if (!stems.contains(stem)) {
                throw new AlchemyException(
                        ErrorCode.INVALID_REQUEST, "stems must be ids of this track's stems; got '" + stem + "'");
            }
        }
    }

    private void requireWithin(String field, double seconds) {
        if (duration != null && seconds > duration + TOLERANCE_SECONDS) {
            throw new AlchemyException(
                    ErrorCode.INVALID_REQUEST,
                    field + " must lie within the track's " + duration + " s; got " + seconds);
        }
    }
}
