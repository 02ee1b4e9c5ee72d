package io.soundforge.alchemy.download.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchScorerTest {
    private static final Duration LENGTH = Duration.ofSeconds(200);

    @Test
    void theBandLiveIsNoLiveRecording() {
        Wanted wanted = new Wanted("Lightning Crashes", List.of("Live"), "", LENGTH);

        assertThat(score(wanted, "Live - Lightning Crashes", "Live - Topic").certain())
                .isTrue();
        assertThat(score(wanted, "Live - Lightning Crashes (Live)", "Live - Topic")
                        .certain())
                .isFalse();
    }

    @Test
    void theScoreIsTheProductOfItsReasons() {
        Match match = score(new Wanted("Song", List.of("Somebody"), "", LENGTH), "Song (Karaoke)", "Somebody Else");

        assertThat(match.score())
                .isEqualTo(match.reasons().stream()
                        .mapToDouble(Match.Reason::factor)
                        .reduce(1, (all, one) -> all * one));
        assertThat(match.reasons())
                .anySatisfy(reason -> assertThat(reason.finding()).contains("karaoke"));
    }

    @Test
    void whatIsNotKnownIsNoProofAndNoRefusal() {
        Match match = MatchScorer.score(
                new Wanted("Song", List.of(), "", Duration.ZERO), new Candidate("Song", "", Duration.ZERO));

        assertThat(match.score()).isBetween(0.3, Match.CERTAIN);
    }

    @ParameterizedTest(name = "{0} s more or less than wanted: {1}")
    @CsvSource({"0, true", "3, true", "10, true", "25, false", "-3, true", "-12, false"})
    void durationsDecide(long difference, boolean certain) {
        Wanted wanted = new Wanted("Song", List.of("Somebody"), "", LENGTH);
        Candidate candidate = new Candidate("Song", "Somebody - Topic", LENGTH.plusSeconds(difference));

        assertThat(MatchScorer.score(wanted, candidate).certain()).isEqualTo(certain);
    }

    private static Match score(Wanted wanted, String title, String channel) {
        return MatchScorer.score(wanted, new Candidate(title, channel, LENGTH));
    }
}
