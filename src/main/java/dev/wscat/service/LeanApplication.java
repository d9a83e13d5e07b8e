package dev.wscat.service;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationContextFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * A Spring application of just the beans it is given: no scan, no auto-configuration, no
 * factories file. It starts in a few milliseconds, beside the connection being made.
 */
public final class LeanApplication extends SpringApplication {

	private LeanApplication(Stop stop) {
		super(new DefaultResourceLoader(new NoFactories(LeanApplication.class.getClassLoader())),
				LeanApplication.class);
		setWebApplicationType(WebApplicationType.NONE);
		setBannerMode(Banner.Mode.OFF);
		setLogStartupInfo(false);
		setAddConversionService(false);
		setAddCommandLineProperties(false);
		setEnvironment(new StandardEnvironment());
		setApplicationContextFactory(new Contexts(stop));
	}

	/**
	 * Start a context that closes a command.
	 * @param stop how the command is closed
	 * @return the running context, which the application's shutdown hook closes too
	 */
	public static ConfigurableApplicationContext start(Stop stop) {
		return new LeanApplication(stop).run();
	}

	@Override
	protected void load(ApplicationContext context, Object[] sources) {
		// the beans are registered by function
	}

	@Override
	protected void configureEnvironment(ConfigurableEnvironment environment, String[] args) {
		// options were read by the command line, before Spring
	}

	@Override
	protected void bindToSpringApplication(ConfigurableEnvironment environment) {
		// as above
	}

	/** Not Boot's own lambda of it, whose class no start-up cache takes. */
	private record Contexts(Stop stop) implements ApplicationContextFactory {

		@Override
		public ConfigurableApplicationContext create(@Nullable WebApplicationType type) {
			GenericApplicationContext context = new GenericApplicationContext();
			context.registerBean("stop", Stop.class, this::stop);
			context.getBeanFactory()
				.registerSingleton(GenericApplicationContext.MESSAGE_SOURCE_BEAN_NAME, new NoMessages());
			return context;
		}

	}

	/** Keeps Boot from looking for extensions all over the class path. */
	private static final class NoFactories extends ClassLoader {

		NoFactories(ClassLoader parent) {
			super(parent);
		}

		@Override
		public Enumeration<URL> getResources(String name) throws IOException {
			return name.equals("META-INF/spring.factories") ? Collections.emptyEnumeration() : super.getResources(name);
		}

	}

}
