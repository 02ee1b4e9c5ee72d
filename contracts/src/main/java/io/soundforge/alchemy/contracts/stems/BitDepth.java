package io.soundforge.alchemy.contracts.stems;

/** How a sample is stored in lossless formats. */
public enum BitDepth {
    I16("16"),
    I24("24"),
    F32("32f");

    private final String text;

    BitDepth(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    public static BitDepth ofText(String text) {
        for (BitDepth depth : values()) {
            if (depth.text.equals(text)) {
                return depth;
            }
        }
        throw new IllegalArgumentException("bitDepth must be one of 16, 24, 32f; got '" + text + "'");
    }
}
