package io.soundforge.alchemy.download.match;

import java.util.List;

/** Which of the wanted artists a candidate names, in its title or as its channel. */
record CreditedArtists(int wanted, int named, boolean firstNamed, boolean ownChannel) {

    static CreditedArtists in(Candidate candidate, List<String> artists) {
        List<String> title = Words.of(candidate.title());
        List<String> channel = Words.of(candidate.channel());
        int named = 0;
        boolean firstNamed = false;
        boolean ownChannel = false;
        for (int place = 0; place < artists.size(); place++) {
            List<String> artist = Words.of(artists.get(place));
            boolean owns = owns(channel, artist);
            boolean found = owns || contains(title, artist);
            named += found ? 1 : 0;
            firstNamed |= found && place == 0;
            ownChannel |= owns;
        }
        return new CreditedArtists(artists.size(), named, firstNamed, ownChannel);
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
        String whole = String.join("", channel);
        String bare = whole.replaceAll("vevo|official|topic|channel|music|band", "");
        return !name.isEmpty()
                && (bare.equals(name) || contains(channel, artist) || (name.length() > 4 && bare.contains(name)));
    }
}
