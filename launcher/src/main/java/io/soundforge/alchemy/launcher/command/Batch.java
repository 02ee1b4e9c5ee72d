package io.soundforge.alchemy.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.failure.Failure;
import io.soundforge.alchemy.dsp.Progress;
import io.soundforge.alchemy.launcher.offline.InputFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works through files one after the other; one that fails does not keep the others from being done. */
final class Batch {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);
    /** These come from an option, and so from every file alike. */
    private static final Set<ErrorCode> USAGE =
            EnumSet.of(ErrorCode.UNKNOWN_MODEL, ErrorCode.MODEL_REFUSED, ErrorCode.INVALID_REQUEST);

    private final Surroundings surroundings;
    private final boolean json;
    private final List<JsonNode> documents = new ArrayList<>();

    Batch(Surroundings surroundings, boolean json) {
        this.surroundings = surroundings;
        this.json = json;
    }

    /** What is done with one file. */
    @FunctionalInterface
    interface Work {
        Done on(InputFile file, Progress progress) throws IOException;
    }

    /**
     * The result for one file.
     *
     * @param document for {@code --json}
     * @param text for people
     */
    record Done(ObjectNode document, String text) {}

    /** @return the exit status */
    int run(List<Path> files, Work work) {
        int status = ExitStatus.ALL_DONE;
        for (Path file : files) {
            try (ProgressBar progress = ProgressBar.on(surroundings, String.valueOf(file.getFileName()))) {
                report(file, work.on(new InputFile(file).requireReadable(), progress));
            } catch (AlchemyException e) {
                status = ExitStatus.SOME_FAILED;
                fail(file, e.failure());
                if (USAGE.contains(e.code())) {
                    status = ExitStatus.USAGE;
                    break;
                }
            } catch (IOException | RuntimeException e) {
                LOG.debug("{} failed", file, e);
                status = ExitStatus.SOME_FAILED;
                fail(file, unexpected(e));
            }
        }
        printDocuments(files.size() == 1);
        return status;
    }

    private static Failure unexpected(Exception error) {
        return new Failure(
                ErrorCode.INTERNAL,
                "unexpected " + error.getClass().getSimpleName() + ": " + error.getMessage()
                        + " (LOG_LEVEL=debug tells more)");
    }

    private void report(Path file, Done done) {
        if (json) {
            ObjectNode document = Json.object().put("file", file.toString());
            documents.add(document.setAll(done.document()));
        } else {
            surroundings.out().println(file + ": " + done.text());
        }
    }

    private void fail(Path file, Failure failure) {
        surroundings.err().println("alchemy: " + file + ": " + failure.message());
        if (json) {
            ObjectNode document = Json.object().put("file", file.toString());
            document.putObject("error").put("code", failure.code().text()).put("message", failure.message());
            documents.add(document);
        }
    }

    /** One file gives one document; several give an array in the order of the command line. */
    private void printDocuments(boolean single) {
        if (json) {
            surroundings.out().println(Json.text(single ? documents.get(0) : documents));
        }
    }
}
