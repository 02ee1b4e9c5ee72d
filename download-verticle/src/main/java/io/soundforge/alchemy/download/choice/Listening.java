package io.soundforge.alchemy.download.choice;

import io.soundforge.alchemy.contracts.media.SourceReason;
import io.soundforge.alchemy.download.match.ClipReason;
import io.soundforge.alchemy.download.match.Match.Reason;
import io.soundforge.alchemy.download.match.Wanted;
import io.soundforge.alchemy.dsp.fingerprint.Fingerprint;
import io.soundforge.alchemy.dsp.fingerprint.Fingerprint.Place;
import io.vertx.core.Future;
import java.util.Optional;

/** What a clip of the wanted recording says of audio that was fetched. */
public final class Listening {
    private Listening() {}

    /** Where the clip fits best; empty if there is none, or too little audio to find it in. */
    public static <A> Future<Optional<Place>> to(A audio, Wanted wanted, Intake<A> intake) {
        Fingerprint clip = wanted.clip();
        return clip == null ? Future.succeededFuture(Optional.empty()) : intake.locate(clip, audio);
    }

    /** What that means. */
    public static SourceReason reason(Place place) {
        Reason reason = ClipReason.of(place);
        return new SourceReason(reason.of(), reason.factor(), reason.finding());
    }
}
