import java.io.FileInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Judges PDF files as PDF/A-3a and PDF/UA-1. Prints one line per file, standard and failed rule; ends with 1 if any rule fails. */
public class Conformance {
  private static final List<PDFAFlavour> FLAVOURS = List.of(PDFAFlavour.PDFA_3_A, PDFAFlavour.PDFUA_1);

  public static void main(String[] files) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    boolean failed = files.length == 0;
    for (String file : files) {
      for (PDFAFlavour flavour : FLAVOURS) {
        if (!judge(Path.of(file), flavour)) failed = true;
      }
    }
    System.exit(failed ? 1 : 0);
  }

  private static boolean judge(Path file, PDFAFlavour flavour) throws Exception {
    try (InputStream in = new FileInputStream(file.toFile());
        PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour)) {
      PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false);
      ValidationResult result = validator.validate(parser);
      Map<String, Integer> failures = new TreeMap<>();
      for (TestAssertion assertion : result.getTestAssertions()) {
        if (assertion.getStatus() != TestAssertion.Status.FAILED) continue;
        String rule = assertion.getRuleId().getClause() + " t" + assertion.getRuleId().getTestNumber()
            + " " + assertion.getMessage().replaceAll("\\s+", " ");
        failures.merge(rule, 1, Integer::sum);
      }
      System.out.println((result.isCompliant() ? "PASS " : "FAIL ") + flavour.getId() + " " + file);
      failures.forEach((rule, count) -> System.out.println("  " + rule + " (" + count + ")"));
      return result.isCompliant();
    }
  }
}
