package io.soundforge.alchemy.download.match;

import io.soundforge.alchemy.download.match.Match.Reason;
import io.soundforge.alchemy.dsp.fingerprint.Fingerprint.Place;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Tells the wanted recording from its live takes, covers, remixes and namesakes: by words and duration, and where somebody
 * has listened already, by a clip of it.
 *
 * <p>Each reason is a factor, so that one strong doubt cannot be outweighed by many agreements: a karaoke version agrees in
 * title, artist and duration.
 */
public final class MatchScorer {
    private static final Duration SAME_CUT = Duration.ofSeconds(3);

    private MatchScorer() {}

    /** Whether the text speaks of a concert, a remix, a cover or another version. */
    public static boolean namesAVersion(String text) {
        return !VersionWord.in(PlainText.of(text)).isEmpty();
    }

    /** A recording's code settles it: titles differ between services, and the code does not. Its sound settles even more. */
    public static Match score(Wanted wanted, Candidate candidate) {
        Match told = told(wanted, candidate);
        Place place = candidate.clip();
        if (place == null) {
            return told;
        }
        return ClipReason.settles(place) ? heard(wanted, candidate, place) : told.and(ClipReason.of(place));
    }

    private static Match told(Wanted wanted, Candidate candidate) {
        if (!wanted.isrc().isEmpty() && wanted.isrc().equals(candidate.isrc())) {
            return Match.of(List.of(new Reason("isrc", 1, "the same recording code")));
        }
        WantedTitle title = WantedTitle.of(wanted.title());
        boolean sameCut = sameCut(wanted, candidate);
        CreditedArtists artists = CreditedArtists.in(candidate, wanted.artists());
        return Match.of(List.of(
                titles(title, wanted, candidate),
                artists(artists, sameCut),
                DurationReason.of(wanted.duration(), candidate.duration()),
                VersionReason.of(title, wanted, candidate, artists, sameCut),
                StrangeWords.of(title, wanted, candidate)));
    }

    /**
     * Whatever the candidate is called, the recording is in it: what remains to be asked is whether there is more than it
     * (medleys, hours of it), less of it (edits), or other things were done to it (vocals taken out, other words).
     */
    private static Match heard(Wanted wanted, Candidate candidate, Place place) {
        CreditedArtists artists = CreditedArtists.in(candidate, wanted.artists());
        return Match.of(List.of(
                ClipReason.of(place),
                DurationReason.of(wanted.duration(), candidate.duration()),
                VersionReason.ofHeard(
                        WantedTitle.of(wanted.title()), wanted, candidate, artists, sameCut(wanted, candidate))));
    }

    private static boolean sameCut(Wanted wanted, Candidate candidate) {
        Duration difference = wanted.duration().minus(candidate.duration()).abs();
        return !wanted.duration().isZero() && difference.compareTo(SAME_CUT) <= 0;
    }

    private static Reason titles(WantedTitle title, Wanted wanted, Candidate candidate) {
        List<String> found = Numbers.words(candidate.title());
        double covered = title.isOfSigns()
                ? title.signsIn(candidate.title())
                : title.spellings().stream()
                        .mapToDouble(words -> covered(words, found))
                        .max()
                        .orElse(0);
        String finding = String.format(Locale.ROOT, "%.0f %% of the title's letters", 100 * covered);
        String beside = wanted.album() + " " + String.join(" ", wanted.artists());
        return Numbers.in(candidate.title()).otherThan(Numbers.in(wanted.title()), beside)
                ? new Reason("title", 0.4 * covered * covered, finding + ", another number")
                : new Reason("title", covered * covered, finding);
    }

    /** The share of letters in words that were found, 0 to 1. */
    private static double covered(List<String> wanted, List<String> found) {
        Predicate<String> all = word -> true;
        Predicate<String> large = word -> !Words.small(word);
        Predicate<String> counted = wanted.stream().anyMatch(large) ? large : all;
        int letters = wanted.stream().filter(counted).mapToInt(String::length).sum();
        int matched = wanted.stream()
                .filter(counted)
                .filter(word -> StrangeWords.among(found, word))
                .mapToInt(String::length)
                .sum();
        return letters == 0 ? 0 : (double) matched / letters;
    }

    /** Guests and composers are often left out; the length tells that it is their recording all the same. */
    private static Reason artists(CreditedArtists artists, boolean sameCut) {
        if (artists.wanted() == 0) {
            return new Reason("artists", 0.7, "no artist is known");
        }
        String finding = artists.named() + " of " + artists.wanted() + " named";
        if (artists.named() == 0) {
            return new Reason("artists", 0.15, finding);
        }
        if (artists.ownChannel()) {
            return new Reason(
                    "artists", artists.named() == artists.wanted() ? 1 : 0.95, finding + ", on their channel");
        }
        double forSome = artists.firstNamed() && sameCut ? 0.7 : 0.55;
        return new Reason("artists", artists.named() == artists.wanted() ? 0.92 : forSome, finding);
    }
}
