package io.soundforge.alchemy.audio.inference;

import ai.onnxruntime.OrtEnvironment;
import io.soundforge.alchemy.audio.bundled.BundledFile;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The native part of ONNX Runtime. Left alone it unpacks itself into the temp folder at each start, and what a killed
 * process unpacked stays there.
 */
public final class NativeRuntime {
    /** Names a folder with the libraries; read when the runtime is first used (ai.onnxruntime.OnnxRuntime). */
    static final String PATH_PROPERTY = "onnxruntime.native.path";

    private static final Logger LOG = LoggerFactory.getLogger(NativeRuntime.class);
    private static final String RESOURCES = "/ai/onnxruntime/native/";

    /** As far as the build has them; those of CUDA are only in the build for it. */
    private static final List<String> LIBRARIES =
            List.of("onnxruntime", "onnxruntime4j_jni", "onnxruntime_providers_shared", "onnxruntime_providers_cuda");

    private static @Nullable Path home;

    private NativeRuntime() {}

    /**
     * Has the runtime load its libraries from below a folder, into which they are unpacked once for each version, when
     * the first trained model is opened; from then on this call changes nothing. A folder that the operator named stays;
     * where unpacking fails, the temp folder serves.
     */
    public static synchronized void keepIn(Path folder) {
        home = folder;
    }

    /** To be called before the runtime is used. */
    static synchronized void prepare() {
        Path folder = home;
        if (folder == null || System.getProperty(PATH_PROPERTY) != null) {
            return;
        }
        home = null;
        try {
            unpackInto(folder)
                    .ifPresent(libraries -> System.setProperty(
                            PATH_PROPERTY, libraries.toAbsolutePath().toString()));
        } catch (IOException e) {
            LOG.warn(
                    "ONNX Runtime could not be unpacked into {} and will use the temp folder: {}",
                    folder,
                    e.toString());
        }
    }

    /** The folder with the libraries; empty if none are bundled for this machine. */
    static Optional<Path> unpackInto(Path folder) throws IOException {
        String resources = RESOURCES + platform(System.getProperty("os.name"), System.getProperty("os.arch")) + "/";
        URL main = OrtEnvironment.class.getResource(resources + System.mapLibraryName(LIBRARIES.get(0)));
        if (main == null) {
            return Optional.empty();
        }
        Path libraries = folder.resolve("onnxruntime-" + BundledFile.of(main).version());
        for (String library : LIBRARIES) {
            String name = System.mapLibraryName(library);
            URL resource = OrtEnvironment.class.getResource(resources + name);
            if (resource != null) {
                BundledFile.of(resource).unpack(libraries.resolve(name));
            }
        }
        return Optional.of(libraries);
    }

    /** The folder inside the dependency, by the values of {@code os.name} and {@code os.arch}. */
    static String platform(String osName, String arch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String system = os.contains("mac") ? "osx" : os.contains("windows") ? "win" : "linux";
        boolean arm = arch.equals("aarch64") || arch.equals("arm64");
        return system + "-" + (arm ? "aarch64" : "x64");
    }
}
