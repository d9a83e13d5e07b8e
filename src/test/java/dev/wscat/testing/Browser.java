package dev.wscat.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.opentest4j.TestAbortedException;

/**
 * A page in the Chromium of the distribution, without a window. Tests that need it are
 * skipped where there is none, unless {@code -Dwscat.browser=required} is given.
 */
public final class Browser implements AutoCloseable {

	private static final Duration DEADLINE = Duration.ofSeconds(20);

	private final ChromeDriver driver;

	private Browser(ChromeDriver driver) {
		this.driver = driver;
	}

	/**
	 * Open a page.
	 * @param url its address
	 * @return the page
	 */
	public static Browser open(String url) {
		File chromium = find("chromium", "chromium-browser", "google-chrome");
		File driver = find("chromedriver");
		if (chromium == null || driver == null) {
			String message = "no chromium and chromedriver on the PATH: apt-get install chromium chromium-driver";
			if ("required".equals(System.getProperty("wscat.browser"))) {
				throw new AssertionError(message);
			}
			throw new TestAbortedException(message);
		}
		ChromeOptions options = new ChromeOptions();
		options.setBinary(chromium);
		options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
				"--window-size=1000,800", "--no-first-run", "--disable-background-networking");
		Browser browser = new Browser(new ChromeDriver(
				new ChromeDriverService.Builder().usingDriverExecutable(driver).usingAnyFreePort().build(), options));
		browser.driver.get(url);
		return browser;
	}

	private static @Nullable File find(String... names) {
		return Stream.of(names)
			.flatMap((name) -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
				.map((folder) -> new File(folder, name)))
			.filter(File::canExecute)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Have a phone's screen.
	 * @return this
	 */
	public Browser narrow() {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", 375, "height", 667, "deviceScaleFactor", 2, "mobile", true));
		return this;
	}

	/**
	 * Have a user who likes it dark.
	 * @return this
	 */
	public Browser dark() {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
		return this;
	}

	/**
	 * Load the page again.
	 * @return this
	 */
	public Browser reload() {
		this.driver.navigate().refresh();
		return this;
	}

	/**
	 * Find elements.
	 * @param css a selector
	 * @return those there are now
	 */
	public List<WebElement> all(String css) {
		return this.driver.findElements(By.cssSelector(css));
	}

	/**
	 * Return what an element shows.
	 * @param css a selector
	 * @return the text of the first, empty when there is none
	 */
	public String text(String css) {
		try {
			List<WebElement> all = all(css);
			return all.isEmpty() ? "" : all.get(0).getText();
		}
		catch (StaleElementReferenceException ex) {
			return "";
		}
	}

	/**
	 * Wait for something to be shown.
	 * @param css a selector
	 * @param text part of what the first such element has to show
	 * @return this
	 */
	public Browser await(String css, String text) {
		return until(() -> text(css).contains(text),
				() -> css + " did not show '" + text + "' but '" + text(css) + "'");
	}

	/**
	 * Wait for a condition.
	 * @param condition what has to be true
	 * @param what tells what was waited for
	 * @return this
	 */
	public Browser until(BooleanSupplier condition, Supplier<String> what) {
		try {
			new WebDriverWait(this.driver, DEADLINE, Duration.ofMillis(50)).until((any) -> condition.getAsBoolean());
			return this;
		}
		catch (TimeoutException ex) {
			throw new AssertionError(what.get() + "\n" + text("body") + "\n" + console(), ex);
		}
	}

	/**
	 * Type into a field, in the place of what is there.
	 * @param css a selector
	 * @param text what is typed
	 * @return this
	 */
	public Browser type(String css, String text) {
		WebElement field = this.driver.findElement(By.cssSelector(css));
		field.clear();
		field.sendKeys(text);
		return this;
	}

	/**
	 * Put a text into a field at once: not all can be typed.
	 * @param css a selector
	 * @param text any text
	 * @return this
	 */
	public Browser fill(String css, String text) {
		this.driver.executeScript("document.querySelector(arguments[0]).value = arguments[1]", css, text);
		return this;
	}

	public Browser click(String css) {
		this.driver.findElement(By.cssSelector(css)).click();
		return this;
	}

	/**
	 * Run a script in the page.
	 * @param text a body of a function
	 * @return what it returns
	 */
	public @Nullable Object script(String text) {
		return this.driver.executeScript(text);
	}

	/**
	 * Tell whether the page is wider than its window.
	 * @return whether it can be moved sideways
	 */
	public boolean isTooWide() {
		return Boolean.TRUE.equals(script("return document.documentElement.scrollWidth > innerWidth"));
	}

	/**
	 * Return what the page's console tells, such as what the policy has stopped.
	 * @return its lines
	 */
	public List<String> console() {
		return this.driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(LogEntry::getMessage).toList();
	}

	/**
	 * Keep what can be seen, as {@code target/screenshots/NAME.png}.
	 * @param name of the picture
	 * @return this
	 */
	public Browser screenshot(String name) {
		try {
			Path folder = Files.createDirectories(Path.of("target", "screenshots"));
			Files.write(folder.resolve(name + ".png"), this.driver.getScreenshotAs(OutputType.BYTES));
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
