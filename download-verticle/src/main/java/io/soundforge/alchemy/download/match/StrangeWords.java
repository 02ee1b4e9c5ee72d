package io.soundforge.alchemy.download.match;

import io.soundforge.alchemy.download.match.Match.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words in a candidate's title that neither the wanted recording nor the habits of uploaders explain. */
final class StrangeWords {
    /** Words around titles that say nothing about the recording. */
    private static final Set<String> WRAPPING = Stream.of(
                    "official offizielles offizielle offiziell oficial oficiales officiel officielle ufficiale oficjalny resmi",
                    "video videoclip musikvideo videosu mv m v clip teledysk visualizer visualiser motion picture movie film",
                    "audio music muzik song single album track topic vevo prod original soundtrack ost from tv op full bonus",
                    "lyric lyrics lyrical lyricvideo letra testo paroles text tekst sozleri sub subtitled legendado",
                    "color coded han rom eng hd hq uhd 4k 8k 1080p 720p remaster remastered remasterizado upgrade upscale",
                    "anniversary edition deluxe stereo mono explicit version ft feat featuring with avec con mit di le les los",
                    "가사 歌詞 歌词 官方 高清 официальный клип текст песни премьера קליפ רשמי فيديو كليب كلمات στίχοι")
            .map(Words::of)
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableSet());

    private static final Pattern YEAR = Pattern.compile("\\b(19|20)\\d\\d\\b");
    /** A remark that says where else the recording is heard names a film or a series. */
    private static final Pattern HEARD_IN = Pattern.compile("\\b(from|soundtrack|ost|theme|film|movie)\\b|主题曲|主題歌");

    /** Files and whole albums are numbered: "03. Song", "03 Song". */
    private static final Pattern TRACK_NUMBER = Pattern.compile("^(?:\\d{1,3} ?[.)–-]|0\\d) +(?=\\S)");

    private static final int TWO_NAMES = 2;

    private final Set<String> explained = new HashSet<>();
    private final Set<String> uploader = new HashSet<>();
    private final List<String> name;
    private final String artists;

    private StrangeWords(WantedTitle title, Wanted wanted, Candidate candidate) {
        explained.addAll(title.remarks());
        title.spellings().forEach(explained::addAll);
        Stream.concat(wanted.artists().stream(), Stream.of(wanted.album()))
                .map(Numbers::words)
                .forEach(explained::addAll);
        uploader.addAll(Numbers.words(candidate.channel()));
        name = title.spellings().get(0);
        artists = String.join("", Words.of(String.join("", wanted.artists())));
    }

    /** Each makes it less likely; where the name goes on, or brackets speak of a place and year, it is another recording. */
    static Reason of(WantedTitle title, Wanted wanted, Candidate candidate) {
        StrangeWords words = new StrangeWords(title, wanted, candidate);
        List<String> strange = new ArrayList<>();
        double factor = 1;
        boolean named = false;
        String plain = TRACK_NUMBER.matcher(PlainText.of(candidate.title())).replaceFirst("");
        for (Piece piece : words.withoutSecondNames(Piece.of(plain))) {
            List<String> here = words.strangeIn(piece);
            strange.addAll(here);
            boolean beside = piece.remark() || named;
            factor = Math.min(factor, beside ? ofRemark(piece, here) : words.goesOn(piece) ? 0.6 : 1);
            named |= words.names(piece);
        }
        return new Reason(
                "words",
                factor * Math.max(0.25, Math.pow(0.86, strange.size())),
                strange.isEmpty() ? "all explained" : "unexplained: " + String.join(" ", strange));
    }

    /** Beside the name uploaders tell the version; what nobody can explain there is a reason to ask. */
    private static double ofRemark(Piece piece, List<String> strange) {
        if (strange.isEmpty() || HEARD_IN.matcher(piece.text()).find()) {
            return 1;
        }
        return YEAR.matcher(piece.text()).find() ? 0.3 : 0.7;
    }

    private boolean names(Piece piece) {
        return Collections.indexOfSubList(Numbers.words(piece.text()), name) >= 0;
    }

    /** "Night Train to Vienna" is not "Night Train", and "My Night Train" is neither. */
    private boolean goesOn(Piece piece) {
        List<String> words = Numbers.words(VersionWord.without(piece.text()));
        int from = Collections.indexOfSubList(words, name);
        if (from < 0) {
            return false;
        }
        Optional<String> next = words.stream()
                .skip(from + name.size())
                .filter(word -> !Words.small(word))
                .findFirst();
        return next.filter(this::strange).isPresent() || (from > 0 && strange(words.get(from - 1)));
    }

    /** Uploaders give artist and title in the wanted script and in their own: "IU(아이유)", "봄날 (Spring Day)". */
    private List<Piece> withoutSecondNames(List<Piece> pieces) {
        List<Piece> naming = pieces.stream().filter(StrangeWords::isNoWrapping).toList();
        List<Piece> kept = new ArrayList<>(pieces);
        for (int at = 0; at < naming.size() && kept.size() > pieces.size() - TWO_NAMES; at++) {
            Piece piece = naming.get(at);
            boolean ofPrevious = at > 0 && isOtherNameOf(piece, naming.get(at - 1));
            boolean ofNext = at + 1 < naming.size() && isOtherNameOf(piece, naming.get(at + 1));
            if (ofPrevious || ofNext) {
                kept.remove(piece);
            }
        }
        return kept;
    }

    private boolean isOtherNameOf(Piece piece, Piece known) {
        return piece.latin() != known.latin()
                && strangeIn(known).isEmpty()
                && !strangeIn(piece).isEmpty();
    }

    private static boolean isNoWrapping(Piece piece) {
        return Words.of(piece.text()).stream().anyMatch(word -> !WRAPPING.contains(word));
    }

    private List<String> strangeIn(Piece piece) {
        return Numbers.words(VersionWord.without(piece.text())).stream()
                .filter(word -> strange(word) && !among(uploader, word))
                .toList();
    }

    private boolean strange(String word) {
        return !Words.small(word)
                && !WRAPPING.contains(word)
                && !YEAR.matcher(word).matches()
                && !word.equals(artists)
                && !among(explained, word);
    }

    static boolean among(Collection<String> words, String word) {
        return words.contains(word) || words.stream().anyMatch(other -> Words.alike(other, word));
    }
}
