package io.soundforge.alchemy.gateway.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where everything lies in a zip whose files are stored, not compressed (PKWARE's APPNOTE 6.3.10, with ZIP64 where a number
 * does not fit into 32 bits). Its length is known before a byte of a file is read. Equal files of equal names give equal
 * bytes: every file is of 1980-01-01.
 */
final class ZipLayout {
    private static final long MAX_32 = 0xFFFF_FFFFL;
    private static final int MAX_16 = 0xFFFF;
    private static final int UTF_8_NAMES = 1 << 11;
    private static final int FIRST_OF_JANUARY_1980 = 1 << 5 | 1;
    private static final short PLAIN = 20;
    private static final short ZIP64 = 45;

    private final List<Entry> entries;
    private final long[] offsets;
    private final long directory;

    /** @param name may have letters of any alphabet */
    record Entry(String name, long bytes) {
        byte[] nameBytes() {
            return name.getBytes(StandardCharsets.UTF_8);
        }

        boolean large() {
            return bytes >= MAX_32;
        }
    }

    ZipLayout(List<Entry> entries) {
        this.entries = List.copyOf(entries);
        this.offsets = new long[entries.size()];
        long at = 0;
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = at;
            at = Math.addExact(at, headerLength(i) + entries.get(i).bytes());
        }
        this.directory = at;
    }

    List<Entry> entries() {
        return entries;
    }

    /** Bytes of the whole zip. */
    long length() {
        return directory + tailLength();
    }

    private int headerLength(int index) {
        Entry entry = entries.get(index);
        return 30 + entry.nameBytes().length + (entry.large() ? 20 : 0);
    }

    /** What comes before a file's bytes. */
    byte[] header(int index, long crc) {
        Entry entry = entries.get(index);
        byte[] name = entry.nameBytes();
        byte[] bytes = new byte[headerLength(index)];
        ByteBuffer header = over(bytes);
        header.putInt(0x04034b50).putShort(entry.large() ? ZIP64 : PLAIN);
        putShared(header, entry, crc, name.length, entry.large() ? 20 : 0);
        header.put(name);
        if (entry.large()) {
            header.putShort((short) 1)
                    .putShort((short) 16)
                    .putLong(entry.bytes())
                    .putLong(entry.bytes());
        }
        return bytes;
    }

    /** The fields that a local header and an entry of the directory have in common. */
    private static void putShared(ByteBuffer to, Entry entry, long crc, int nameLength, int extraLength) {
        int bytes = (int) Math.min(entry.bytes(), MAX_32);
        to.putShort((short) UTF_8_NAMES).putShort((short) 0).putShort((short) 0).putShort((short)
                FIRST_OF_JANUARY_1980);
        to.putInt((int) crc)
                .putInt(bytes)
                .putInt(bytes)
                .putShort((short) nameLength)
                .putShort((short) extraLength);
    }

    /** What comes behind the last file's bytes: the directory of all of them. */
    byte[] tail(long[] crcs) {
        byte[] bytes = new byte[tailLength()];
        ByteBuffer tail = over(bytes);
        for (int i = 0; i < offsets.length; i++) {
            putDirectoryEntry(tail, i, crcs[i]);
        }
        long size = tail.position();
        if (isZip64()) {
            tail.putInt(0x06064b50)
                    .putLong(44)
                    .putShort(ZIP64)
                    .putShort(ZIP64)
                    .putInt(0)
                    .putInt(0);
            tail.putLong(offsets.length).putLong(offsets.length).putLong(size).putLong(directory);
            tail.putInt(0x07064b50).putInt(0).putLong(directory + size).putInt(1);
        }
        short count = (short) Math.min(offsets.length, MAX_16);
        tail.putInt(0x06054b50)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort(count)
                .putShort(count);
        tail.putInt((int) Math.min(size, MAX_32))
                .putInt((int) Math.min(directory, MAX_32))
                .putShort((short) 0);
        return bytes;
    }

    private void putDirectoryEntry(ByteBuffer to, int index, long crc) {
        Entry entry = entries.get(index);
        byte[] name = entry.nameBytes();
        int extra = extraLength(index);
        short version = extra > 0 ? ZIP64 : PLAIN;
        to.putInt(0x02014b50).putShort(version).putShort(version);
        putShared(to, entry, crc, name.length, extra);
        to.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
        to.putInt((int) Math.min(offsets[index], MAX_32)).put(name);
        if (extra > 0) {
            to.putShort((short) 1).putShort((short) (extra - 4));
            if (entry.large()) {
                to.putLong(entry.bytes()).putLong(entry.bytes());
            }
            if (offsets[index] >= MAX_32) {
                to.putLong(offsets[index]);
            }
        }
    }

    private int extraLength(int index) {
        int numbers = (entries.get(index).large() ? 2 : 0) + (offsets[index] >= MAX_32 ? 1 : 0);
        return numbers == 0 ? 0 : 4 + 8 * numbers;
    }

    private boolean isZip64() {
        return offsets.length >= MAX_16 || directory >= MAX_32;
    }

    private int tailLength() {
        int length = 22 + (isZip64() ? 56 + 20 : 0);
        for (int i = 0; i < offsets.length; i++) {
            length += 46 + entries.get(i).nameBytes().length + extraLength(i);
        }
        return length;
    }

    private static ByteBuffer over(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
