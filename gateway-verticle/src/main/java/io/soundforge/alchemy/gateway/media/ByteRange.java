package io.soundforge.alchemy.gateway.media;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a file that a {@code Range} header asks for (RFC 9110, section 14).
 *
 * @param first offset of the first byte
 * @param length number of bytes, at least 1
 */
public record ByteRange(long first, long length) {
    private static final Pattern SINGLE = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

    /** The header asks for bytes that the file does not have. */
    public static final class Unsatisfiable extends Exception {
        private static final long serialVersionUID = 1L;
    }

    public long last() {
        return first + length - 1;
    }

    /**
     * Reads a header against a file's size.
     *
     * @return empty when the whole file is to be sent: the header is malformed or asks for several ranges, which a
     *     server may ignore
     */
    public static Optional<ByteRange> parse(String header, long size) throws Unsatisfiable {
        Matcher matcher = SINGLE.matcher(header);
        if (!matcher.matches()
                || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(
                matcher.group(1).isEmpty()
                        ? suffix(Long.parseLong(matcher.group(2)), size)
                        : fromTo(Long.parseLong(matcher.group(1)), matcher.group(2), size));
    }

    private static ByteRange suffix(long wanted, long size) throws Unsatisfiable {
        long length = Math.min(wanted, size);
        if (length == 0) {
            throw new Unsatisfiable();
        }
        return new ByteRange(size - length, length);
    }

    private static ByteRange fromTo(long first, String to, long size) throws Unsatisfiable {
        long last = to.isEmpty() ? size - 1 : Math.min(Long.parseLong(to), size - 1);
        if (first >= size || last < first) {
            throw new Unsatisfiable();
        }
        return new ByteRange(first, last - first + 1);
    }
}
