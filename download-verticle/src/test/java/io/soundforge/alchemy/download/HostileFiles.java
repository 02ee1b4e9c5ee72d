package io.soundforge.alchemy.download;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files that are not what they seem, by name. */
final class HostileFiles {
    private static final byte[] WAV = new TaggedWav(1).bytes();
    private static final int DATA = 36;
    private static final String HTML = "<!DOCTYPE html><html><script>alert(1)</script><audio src='x.mp3'></html>";

    private HostileFiles() {}

    /** Lists in every format that players know, each naming a file that must not be read. */
    static Map<String, byte[]> pointingAt(Path secret) {
        Map<String, String> lists = new LinkedHashMap<>();
        lists.put("m3u", secret + "\n");
        lists.put("m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile://" + secret + "\n#EXT-X-ENDLIST\n");
        lists.put(
                "m3u8-key",
                "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXT-X-KEY:METHOD=AES-128,URI=\"file://" + secret
                        + "\"\n#EXTINF:9,\nconcat:" + secret + "|" + secret + "\n#EXT-X-ENDLIST\n");
        lists.put("ffconcat", "ffconcat version 1.0\nfile '" + secret + "'\n");
        lists.put("ffconcat-unsafe", "ffconcat version 1.0\nfile 'file:" + secret + "'\nduration 1\n");
        lists.put("pls", "[playlist]\nNumberOfEntries=1\nFile1=file://" + secret + "\nLength1=1\nVersion=2\n");
        lists.put("cue", "FILE \"" + secret + "\" WAVE\n  TRACK 01 AUDIO\n    INDEX 01 00:00:00\n");
        lists.put("sdp", "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 5004 RTP/AVP 0\n");
        lists.put("asx", "<asx version=\"3.0\"><entry><ref href=\"file://" + secret + "\"/></entry></asx>");
        lists.put(
                "xspf",
                "<?xml version=\"1.0\"?><playlist xmlns=\"http://xspf.org/ns/0/\"><trackList><track><location>file://"
                        + secret + "</location></track></trackList></playlist>");
        lists.put(
                "xml-entity",
                "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY s SYSTEM \"file://" + secret + "\">]><rss>&s;</rss>");
        lists.put("dash", "<?xml version=\"1.0\"?><MPD><BaseURL>file://" + secret + "</BaseURL></MPD>");
        lists.put("imf", "<?xml version=\"1.0\"?><CompositionPlaylist>" + secret + "</CompositionPlaylist>");
        lists.put("avisynth", "DirectShowSource(\"" + secret + "\")\n");
        lists.put("html", HTML);
        lists.put("svg", "<svg xmlns='http://www.w3.org/2000/svg'><image href='file://" + secret + "'/></svg>");
        lists.put("gif-head", "GIF89a/*" + "\0".repeat(64) + "*/=1;" + HTML);
        lists.put("link", "[InternetShortcut]\nURL=file://" + secret + "\n");
        Map<String, byte[]> files = new LinkedHashMap<>();
        lists.forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return files;
    }

    /** What no decoder should spend time or memory on. */
    static Map<String, byte[]> lying() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("zip-with-wav", zip());
        files.put("html-then-wav", join(ascii(HTML), WAV));
        files.put("wav-fmt-of-2GB", patched(16, Integer.MAX_VALUE));
        files.put("wav-fmt-negative", patched(16, -1));
        files.put("wav-fmt-of-nothing", patched(16, 0));
        files.put("wav-list-of-4GB", join(head(), ascii("LIST"), little(-1), tail()));
        files.put("wav-list-of-2GB", join(head(), ascii("LIST"), little(Integer.MAX_VALUE), tail()));
        files.put("wav-without-data", Arrays.copyOf(WAV, DATA));
        files.put("wav-of-nothing", Arrays.copyOf(patched(DATA + 4, 0), DATA + 8));
        files.put("riff-alone", ascii("RIFF\0\0\0\0WAVE"));
        files.put("flac-of-2^36-samples", flac());
        files.put("flac-with-picture-of-16MB", join(flac(), new byte[] {6, -1, -1, -1}, new byte[100]));
        files.put("ogg-page-of-lies", join(ascii("OggS"), new byte[22], new byte[] {-1}, bytes(255, -1)));
        files.put("ogg-pages-of-nothing", repeated(join(ascii("OggS\0\2"), new byte[21]), 1000));
        files.put("mp4-box-of-2^63", join(new byte[] {0, 0, 0, 1}, ascii("ftyp"), new byte[] {127}, bytes(7, -1)));
        files.put("mp4-boxes-in-boxes", nested(2000));
        files.put("id3-of-256MB", join(ascii("ID3\4\0\0"), bytes(4, 127), new byte[1000]));
        files.put("aiff-negative", join(ascii("FORM"), little(-1), ascii("AIFFCOMM"), little(-1), new byte[40]));
        return files;
    }

    /** Audio with something behind or around it: taken as the audio that it is, and named as such. */
    static Map<String, byte[]> audioAllTheSame() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("wav-then-html", join(WAV, ascii(HTML)));
        files.put("wav-then-zip", join(WAV, zip()));
        files.put("wav-that-never-ends", patched(DATA + 4, -1));
        files.put("wav-longer-than-it-is", patched(DATA + 4, Integer.MAX_VALUE));
        files.put("wav-riff-negative", patched(4, -1));
        files.put("wav-riff-of-nothing", patched(4, 0));
        files.put("wav-with-empty-chunks", join(head(), repeated(join(ascii("junk"), little(0)), 10_000), tail()));
        return files;
    }

    /** Everything up to the data chunk. */
    private static byte[] head() {
        return Arrays.copyOf(WAV, DATA);
    }

    private static byte[] tail() {
        return Arrays.copyOfRange(WAV, DATA, WAV.length);
    }

    private static byte[] patched(int at, int number) {
        byte[] wav = WAV.clone();
        ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putInt(at, number);
        return wav;
    }

    /** A stream header that claims 2^36 - 1 samples, and nothing behind it (RFC 9639, 8.2). */
    private static byte[] flac() {
        byte[] info = new byte[34];
        ByteBuffer.wrap(info).putShort((short) 4096).putShort((short) 4096).position(10);
        info[10] = 0x0A;
        info[11] = (byte) 0xC4;
        info[12] = 0x42;
        Arrays.fill(info, 13, 18, (byte) -1);
        return join(ascii("fLaC"), new byte[] {0, 0, 0, 34}, info);
    }

    private static byte[] nested(int depth) {
        ByteBuffer boxes = ByteBuffer.allocate(12 + 8 * depth);
        boxes.putInt(12).put(ascii("ftypisom"));
        for (int level = depth; level > 0; level--) {
            boxes.putInt(8 * level).put(ascii("moov"));
        }
        return boxes.array();
    }

    private static byte[] zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("song.wav"));
            zip.write(WAV);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] repeated(byte[] part, int times) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int time = 0; time < times; time++) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] bytes(int count, int value) {
        byte[] out = new byte[count];
        Arrays.fill(out, (byte) value);
        return out;
    }

    private static byte[] little(int number) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
