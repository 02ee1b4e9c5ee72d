package io.soundforge.alchemy.download.choice;

import io.soundforge.alchemy.contracts.media.SourceCandidate;
import java.util.List;

/** Somebody has to say which of the candidates is meant. */
public final class ChoiceNeeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<SourceCandidate> candidates;

    public ChoiceNeeded(String message, List<SourceCandidate> candidates) {
        super(message, null, false, false);
        this.candidates = List.copyOf(candidates);
    }

    /** The best first. */
    public List<SourceCandidate> candidates() {
        return candidates;
    }
}
