package io.soundforge.alchemy.bench.analysis;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Pieces as files: {@code NAME.wav}, mono of 16 bits, and beside it {@code NAME.beats} ({@link BeatFile}). */
public final class PieceFolder {
    private static final float FULL = 32_767;

    private final Path folder;

    public PieceFolder(Path folder) {
        this.folder = folder;
    }

    /** Names of the pieces, sorted. */
    public List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".wav"))
                    .map(name -> name.substring(0, name.length() - ".wav".length()))
                    .sorted()
                    .toList();
        }
    }

    void write(Piece piece) throws IOException {
        Files.createDirectories(folder);
        String name = piece.truth().name();
        ByteBuffer bytes = ByteBuffer.allocate(2 * piece.samples().length).order(ByteOrder.LITTLE_ENDIAN);
        for (float x : piece.samples()) {
            bytes.putShort((short) Math.round(FULL * Math.max(-1, Math.min(1, x))));
        }
        AudioFormat format = new AudioFormat(piece.sampleRate(), 16, 1, true, false);
        try (AudioInputStream stream =
                new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, piece.samples().length)) {
            AudioSystem.write(
                    stream,
                    AudioFileFormat.Type.WAVE,
                    folder.resolve(name + ".wav").toFile());
        }
        Files.writeString(beats(folder, name), BeatFile.of(piece.truth()).text());
    }

    public Piece read(String name) throws IOException {
        Path file = folder.resolve(name + ".wav");
        try (AudioInputStream stream = AudioSystem.getAudioInputStream(file.toFile())) {
            AudioFormat format = stream.getFormat();
            if (format.getChannels() != 1 || format.getSampleSizeInBits() != 16 || format.isBigEndian()) {
                throw new IOException("expected 1 channel of 16 bits in " + file + "; got " + format);
            }
            ByteBuffer bytes = ByteBuffer.wrap(stream.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            float[] samples = new float[bytes.remaining() / 2];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = bytes.getShort(2 * i) / FULL;
            }
            BeatFile truth = BeatFile.read(beats(folder, name));
            return new Piece(truth.truth(name), samples, (int) format.getSampleRate());
        } catch (UnsupportedAudioFileException e) {
            throw new IOException("expected a WAV file; got " + file, e);
        }
    }

    static Path beats(Path folder, String name) {
        return folder.resolve(name + ".beats");
    }
}
