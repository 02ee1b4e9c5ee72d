package io.soundforge.alchemy.download.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.dsp.fingerprint.Fingerprint.Place;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest(name = "marked explicit {0}, {1} {2}: {3}")
    @CsvSource(
            nullValues = "unknown",
            value = {
                "true, Song, Song (Clean Version), false",
                "true, Song, Song (Censored), false",
                "true, Song, Song (Explicit), true",
                "true, Song, Song, true",
                "false, Song, Song (Explicit), false",
                "false, Song, Song (Uncensored), false",
                "false, Song, Song (Clean), true",
                "false, Song, Song, true",
                "false, Song (Explicit), Song (Explicit), true",
                "unknown, Song, Song (Clean), false",
                "unknown, Song, Song (Explicit), true"
            })
    void marksOfTheWords_decideBetweenVersions(Boolean explicit, String wanted, String title, boolean certain) {
        Wanted song = new Wanted(wanted, List.of("Somebody"), "", LENGTH, "", explicit);

        assertThat(score(song, title, "Somebody - Topic").certain()).isEqualTo(certain);
    }

    @Test
    void sameRecordingCode_isCertain_whateverTheTitleSays() {
        Wanted wanted = new Wanted("Song", List.of("Somebody"), "", LENGTH, "GBAYE0601498", null);

        assertThat(MatchScorer.score(wanted, new Candidate("楽曲", "誰か", Duration.ZERO, "GBAYE0601498")))
                .satisfies(match -> {
                    assertThat(match.score()).isEqualTo(1);
                    assertThat(match.reasons()).extracting(Match.Reason::of).containsExactly("isrc");
                });
        assertThat(MatchScorer.score(wanted, new Candidate("楽曲", "誰か", LENGTH, "GBAYE0601499"))
                        .certain())
                .isFalse();
        assertThat(MatchScorer.score(
                                new Wanted("Song", List.of("Somebody"), "", LENGTH), new Candidate("楽曲", "誰か", LENGTH))
                        .certain())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Anything at all, 0, true",
        "Song (Live at the Foundry), 0, true",
        "Song cover, 1, true",
        "Song (Extended Mix), 0, false",
        "Song (Karaoke), 0, false",
        "Song (Clean), 0, false",
        "Song, 60, false",
        "Song, -60, false",
    })
    void recordingThatIsHeard_needsNoTitle_butTheLengthAndNothingDoneToIt(String title, int longer, boolean certain) {
        Wanted wanted = new Wanted("Song", List.of("Somebody"), "", LENGTH, "", true);
        Candidate heard = new Candidate(title, "", LENGTH.plusSeconds(longer), "", new Place(42.3, 0.08));

        Match match = MatchScorer.score(wanted, heard);

        assertThat(match.certain()).isEqualTo(certain);
        assertThat(match.reasons().get(0))
                .isEqualTo(
                        new Match.Reason("audio", 1, "the service's preview is heard at 0:42; 8 % of the bits differ"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GBAYE0601498"})
    void recordingThatIsNotHeard_isNeverCertain(String isrc) {
        Wanted wanted = new Wanted("Song", List.of("Somebody"), "", LENGTH, "GBAYE0601498", null);
        Candidate candidate = new Candidate("Song", "Somebody - Topic", LENGTH, isrc, new Place(0, 0.44));

        Match match = MatchScorer.score(wanted, candidate);

        assertThat(match.certain()).isFalse();
        assertThat(match.reasons())
                .last()
                .extracting(Match.Reason::finding)
                .asString()
                .contains("not heard");
    }

    private static Match score(Wanted wanted, String title, String channel) {
        return MatchScorer.score(wanted, new Candidate(title, channel, LENGTH));
    }
}
