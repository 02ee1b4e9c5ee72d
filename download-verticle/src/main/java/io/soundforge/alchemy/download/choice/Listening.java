package io.soundforge.alchemy.download.choice;

import io.soundforge.alchemy.contracts.media.SourceReason;
import io.soundforge.alchemy.download.match.ClipReason;
import io.soundforge.alchemy.download.match.Match.Reason;
import io.soundforge.alchemy.download.match.Wanted;
import io.soundforge.alchemy.dsp.fingerprint.Fingerprint;
import io.soundforge.alchemy.dsp.fingerprint.Fingerprint.Place;
import java.util.Optional;

/** What a clip of the wanted recording says of audio that was fetched. */
public final class Listening {
    private Listening() {}

    /** Empty if there is no clip, or too little audio to find it in. */
    public static Optional<SourceReason> to(Wanted wanted, Fingerprint audio) {
        return place(wanted, audio).map(Listening::reason);
    }

    /** Where the clip fits best; empty as above. */
    static Optional<Place> place(Wanted wanted, Fingerprint audio) {
        return ClipReason.place(wanted.clip(), audio);
    }

    static SourceReason reason(Place place) {
        Reason reason = ClipReason.of(place);
        return new SourceReason(reason.of(), reason.factor(), reason.finding());
    }
}
