package io.soundforge.alchemy.audio.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoverPictureTest {
    @TempDir
    Path folder;

    private final MediaProbe probe = new MediaProbe(TestFfmpeg.ffmpeg(), MediaLimits.ofMinutes(1));

    @ParameterizedTest
    @CsvSource({"png, image/png, mp3", "jpg, image/jpeg, mp3", "png, image/png, flac", "jpg, image/jpeg, m4a"})
    void pictureInAFile_comesOutUnchanged(String extension, String contentType, String container) throws IOException {
        byte[] picture = picture(extension.equals("jpg") ? "jpeg" : extension);
        Path file = withPicture(container, extension, picture);

        assertThat(probe.cover(file)).hasValueSatisfying(cover -> {
            assertThat(cover.contentType()).isEqualTo(contentType);
            assertThat(cover.extension()).isEqualTo(extension);
            assertThat(cover.bytes()).isEqualTo(picture);
        });
        assertThat(probe.probe(file).codec()).isNotBlank();
    }

    @Test
    void fileWithoutAPicture_hasNone() throws IOException {
        assertThat(probe.cover(tone())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "GIF89a.............",
        "<html><script>",
        "RIFF....AVI .......",
        "''"
    })
    void whatIsNoPictureThatMayBeShown_isNone(String text) {
        assertThat(CoverPicture.of(text.getBytes(StandardCharsets.ISO_8859_1))).isEmpty();
    }

    @Test
    void webp_isKnownByItsContent_andTooLargeOnesAreNot() {
        byte[] webp = "RIFF\0\0\0\0WEBPVP8 ....".getBytes(StandardCharsets.ISO_8859_1);
        byte[] large = new byte[CoverPicture.MOST_BYTES + 1];
        System.arraycopy(webp, 0, large, 0, webp.length);

        assertThat(CoverPicture.of(webp)).map(CoverPicture::contentType).contains("image/webp");
        assertThat(CoverPicture.of(large)).isEmpty();
    }

    private Path withPicture(String container, String extension, byte[] picture) throws IOException {
        Path wav = tone();
        Path image = Files.write(folder.resolve("picture." + extension), picture);
        Path target = folder.resolve("a." + container);
        TestFfmpeg.run(
                "-i",
                "file:" + wav,
                "-i",
                "file:" + image,
                "-map",
                "0:a",
                "-map",
                "1:v",
                "-c:v",
                "copy",
                "-disposition:v:0",
                "attached_pic",
                "file:" + target);
        return target;
    }

    private Path tone() throws IOException {
        return SynthesizedWav.write(folder.resolve("tone.wav"), 44_100, 2, SynthesizedWav.sine(440, 44_100, 2, 1));
    }

    private static byte[] picture(String format) throws IOException {
        BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
        image.setRGB(3, 4, 0xff00ff);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }
}
