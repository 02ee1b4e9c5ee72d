package io.soundforge.alchemy.download.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which of the wanted artists a candidate names, in its title or as its channel.
 *
 * @param ownChannel whether a channel has an artist's name among others: "Queen Official", but "Queen Fans", too
 * @param exactChannel whether it has no other words: "QueenVEVO", "Queen - Topic"
 */
record CreditedArtists(int wanted, int named, boolean firstNamed, boolean ownChannel, boolean exactChannel) {

    private static final Set<String> JOINERS = Set.of("and", "y", "und", "et");
    private static final Pattern LEADER_AND_BAND = Pattern.compile("^(.{5,}?) (?:&|and) (?:the|his|her) .*");
    private static final Pattern UPLOADER = Pattern.compile("vevo|official|topic|channel|music|band");
    /** Shorter names without their article are words of other names: The Band, The Who, The Cure. */
    private static final int LONG_NAME = 6;

    static CreditedArtists in(Candidate candidate, List<String> artists) {
        List<String> title = withoutJoiners(Numbers.words(candidate.title()));
        List<String> channel = withoutJoiners(Numbers.words(candidate.channel()));
        int named = 0;
        boolean firstNamed = false;
        boolean ownChannel = false;
        boolean exactChannel = false;
        for (int place = 0; place < artists.size(); place++) {
            List<List<String>> names = names(artists.get(place));
            boolean owns = names.stream().anyMatch(name -> owns(channel, name));
            boolean found = owns || names.stream().anyMatch(name -> contains(title, name));
            named += found ? 1 : 0;
            firstNamed |= found && place == 0;
            ownChannel |= owns;
            exactChannel |=
                    owns && names.stream().anyMatch(name -> bare(channel).equals(String.join("", name)));
        }
        return new CreditedArtists(artists.size(), named, firstNamed, ownChannel, exactChannel);
    }

    /** "Bob Marley & The Wailers" are called "Bob Marley", too, and "The Killers" "Killers". */
    private static List<List<String>> names(String artist) {
        List<String> whole = Numbers.words(artist);
        List<List<String>> names = new ArrayList<>(List.of(withoutJoiners(whole)));
        String leader = LEADER_AND_BAND.matcher(PlainText.of(artist)).replaceFirst("$1");
        names.add(withoutJoiners(Numbers.words(leader)));
        if (whole.size() > 1 && whole.get(0).equals("the") && artist.length() >= "the ".length() + LONG_NAME) {
            names.add(withoutJoiners(whole.subList(1, whole.size())));
        }
        return names;
    }

    private static List<String> withoutJoiners(List<String> words) {
        List<String> rest =
                words.stream().filter(word -> !JOINERS.contains(word)).toList();
        return rest.isEmpty() ? words : rest;
    }

    /** Whether some neighbouring words, joined, are the artist's name: "a-ha" is in "aha take on me". */
    static boolean contains(List<String> words, List<String> artist) {
        String name = String.join("", artist);
        for (int from = 0; from < words.size(); from++) {
            int longest = Math.min(words.size(), from + artist.size() + 1);
            for (int to = from + 1; to <= longest; to++) {
                if (!name.isEmpty() && Words.alike(String.join("", words.subList(from, to)), name)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Channels write names together and add words: TheWeekndVEVO, officialpsy, Queen Official, Queen - Topic. */
    private static boolean owns(List<String> channel, List<String> artist) {
        String name = String.join("", artist);
        String bare = bare(channel);
        return !name.isEmpty()
                && (bare.equals(name) || contains(channel, artist) || (name.length() > 4 && bare.contains(name)));
    }

    private static String bare(List<String> channel) {
        return UPLOADER.matcher(String.join("", channel)).replaceAll("");
    }
}
